import type { ReactNode } from "react";
import { useMatch } from "react-router-dom";
import type { Because, Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as card from "../design/card.module.css";
import { PageLink } from "../design/page-link.tsx";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { atTime } from "../i18n/format-time.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { AddedOn } from "./added-on.tsx";
import { BankKind } from "./bank-kind.tsx";
import { BankLogo } from "./bank-logo.tsx";
import { bankNameId, LinkAge } from "./link-card.tsx";
import { LinkDetailOf } from "./link-detail.tsx";
import { LinkHistory } from "./link-history.tsx";
import * as styles from "./link-page.module.css";
import { StateBadge } from "./state-badge.tsx";
import { useListType } from "./use-list-type.ts";

interface LinkPageProps {
  /** Draws what is wrong with the link and what can be done about it. */
  renderActions: (link: Link) => ReactNode;
  /** Which part of the list the person came from: a query of its address. */
  listSearch: string;
}

/** One bank connection by itself: how it is, what can be done, and what happened before. */
export function LinkPage({ renderActions, listSearch }: LinkPageProps) {
  const linkId = useMatch(pages.link)?.params.linkId ?? "";
  return (
    <LinkDetailOf linkId={linkId}>
      {({ link, history }) => (
        <div className={styles["page"]}>
          <BackLink search={listSearch} />
          <article
            className={joinClasses(card["card"], styles["card"])}
            aria-labelledby={bankNameId(link.id)}
          >
            <LinkHead link={link} />
            {renderActions(link)}
          </article>
          <LinkHistory entries={history} bank={link.bank} />
        </div>
      )}
    </LinkDetailOf>
  );
}

function BackLink({ search }: { search: string }) {
  const { t } = useLaterI18n("pages");
  return (
    <PageLink to={pages.home + search} className={styles["back"] ?? ""}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span>{t("page.title", { type: useListType() })}</span>
    </PageLink>
  );
}

function LinkHead({ link }: { link: Link }) {
  const { t, locale } = useLaterI18n("pages");
  return (
    <div className={styles["top"]}>
      <BankLogo bank={link.bank} asOf={link.checkedAt} />
      <div className={styles["titles"]}>
        <h1 id={bankNameId(link.id)} tabIndex={-1}>
          {link.bank.name}
        </h1>
        <BankKind bank={link.bank} />
      </div>
      <StateBadge {...link} />
      <div className={styles["facts"]}>
        <LinkAge link={link} />
        <AddedOn link={link} />
        <p className={styles["checked"]}>
          {t("link.checked", { when: atTime(link.checkedAt, locale) })}
        </p>
        {link.because && (
          <p className={styles["checked"]}>
            {formatBecause(link.because.kind, aboutBank(link.bank), t)}
          </p>
        )}
      </div>
    </div>
  );
}

function formatBecause(
  kind: Because["kind"],
  about: AboutBank,
  t: LaterTranslate["pages"],
): string {
  return kind === "hint" ? t("link.because.hint") : t(`link.because.${kind}`, about);
}
