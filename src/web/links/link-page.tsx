import { useQuery } from "@tanstack/react-query";
import { useContext, type ReactNode } from "react";
import { Link as RouterLink, useParams } from "react-router-dom";
import type { Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { joinClasses } from "../design/join-classes.ts";
import surface from "../design/surface.module.css";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../http/api.ts";
import { atTime } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import { BankLogo } from "./bank-logo.tsx";
import { bankNameId, LinkAge } from "./link-card.tsx";
import { LinkHistory } from "./link-history.tsx";
import styles from "./link-page.module.css";
import { linkQueries } from "./link-queries.ts";
import { PollingContext } from "./polling.ts";
import { StateBadge } from "./state-badge.tsx";

interface LinkPageProps {
  /** Draws what is wrong with the link and what can be done about it. */
  renderRepair: (link: Link) => ReactNode;
  /** False on the page that is only for a repair. */
  withHistory: boolean;
}

/** One bank connection by itself: how it is, what can be done, and what happened before. */
export function LinkPage({ renderRepair, withHistory }: LinkPageProps) {
  const { say } = useVoice();
  const { linkId = "" } = useParams();
  const refetchInterval = useContext(PollingContext);
  const query = useQuery({ ...linkQueries.detail(linkId), refetchInterval });
  useTitle(query.data?.link.bank.name ?? say("page.title"));

  // What Belvo has no more is not shown as it was.
  if (query.isError && refusalOf(query.error) === "not_found") {
    return (
      <Message
        title={say("link.notFoundTitle")}
        text={say("link.notFoundText")}
        action={<ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
      />
    );
  }
  if (!query.data) {
    return query.isError ? (
      <Message
        title={say("links.failedTitle")}
        text={say("links.failedText")}
        action={<Button onClick={() => void query.refetch()}>{say("links.retry")}</Button>}
      />
    ) : (
      <p>{say("page.loading")}</p>
    );
  }

  const { link, history } = query.data;
  return (
    <div className={styles["page"]}>
      <BackLink />
      <article
        className={joinClasses(surface["surface"], styles["card"])}
        aria-labelledby={bankNameId(link.id)}
      >
        <LinkHead link={link} />
        {renderRepair(link)}
      </article>
      {withHistory && <LinkHistory entries={history} />}
    </div>
  );
}

function BackLink() {
  const { say } = useVoice();
  return (
    <RouterLink to={pages.home} className={styles["back"] ?? ""}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      {say("link.back")}
    </RouterLink>
  );
}

function LinkHead({ link }: { link: Link }) {
  const { say, locale } = useVoice();
  return (
    <div className={styles["top"]}>
      <BankLogo bank={link.bank} asOf={link.checkedAt} />
      <div className={styles["titles"]}>
        <h1 id={bankNameId(link.id)} tabIndex={-1}>
          {link.bank.name}
        </h1>
        <LinkAge link={link} />
        <p className={styles["checked"]}>
          {say("link.checked", { when: atTime(link.checkedAt, locale) })}
        </p>
        {link.because && (
          <p className={styles["checked"]}>{say(`link.because.${link.because.kind}`)}</p>
        )}
      </div>
      <StateBadge state={link.state} />
    </div>
  );
}
