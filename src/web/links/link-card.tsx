import type { MouseEvent, ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import { pages, pathTo } from "#contract/routes.ts";
import { joinClasses } from "../design/join-classes.ts";
import { handFocusTo } from "../design/hand-focus-to.ts";
import * as card from "../design/card.module.css";
import { useNow } from "../design/use-now.ts";
import { PageLink } from "../design/page-link.tsx";
import { timeAgo } from "../i18n/format-time.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AddedOn, addedOnId } from "./added-on.tsx";
import { BankKind } from "./bank-kind.tsx";
import { BankLogo } from "./bank-logo.tsx";
import * as styles from "./link-card.module.css";
import { StateBadge } from "./state-badge.tsx";

/** The id of the element that bears a link's name; where focus goes when its button is gone. */
export function bankNameId(linkId: string): string {
  return `bank-${linkId}`;
}

interface LinkCardProps {
  link: Link;
  /** A row among others of whom there is nothing to say, rather than a card of its own. */
  isRow?: boolean;
  /** The person opens the bank's own page. */
  onOpen?: () => void;
  /** What is wrong and what can be done, given by whoever knows how to repair. */
  children?: ReactNode;
}

/** One bank connection in the list: an `<article>` named after its bank. */
export function LinkCard({ link, isRow, onOpen, children }: LinkCardProps) {
  const nameId = bankNameId(link.id);
  const isWell = link.state === "connected";
  return (
    <article
      ref={handFocusTo()}
      className={joinClasses(isRow ? styles["row"] : card["card"], styles["card"])}
      aria-labelledby={`${nameId} ${addedOnId(link.id)}`}
    >
      <div className={styles["top"]}>
        <BankLogo bank={link.bank} asOf={link.checkedAt} />
        <div className={styles["titles"]}>
          <h2>
            <PageLink
              id={nameId}
              to={pathTo(pages.link, { linkId: link.id })}
              onClick={(event) => {
                if (leavesPage(event)) onOpen?.();
              }}
            >
              {link.bank.name}
            </PageLink>
          </h2>
          <BankKind bank={link.bank} />
          <AddedOn link={link} id={addedOnId(link.id)} />
          <LinkAge link={link} />
        </div>
        <div className={styles["badge"]}>
          <StateBadge {...link} isPlain={!isRow && isWell} />
        </div>
        <svg className={styles["chevron"]} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="m6 3 5 5-5 5" />
        </svg>
      </div>
      {children}
    </article>
  );
}

/** A click with a key goes to another tab or window, or saves: the list stays. */
function leavesPage({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return !metaKey && !ctrlKey && !shiftKey && !altKey;
}

const A_MINUTE_MS = 60_000;

/** When data last came from the bank, that they are on their way, or that the link was repaired since. */
export function LinkAge({ link }: { link: Link }) {
  const i18n = useI18n();
  const { t } = i18n;
  const now = useNow();
  const ago = (at: string) => timeAgo(at, now, i18n);

  return <p className={styles["when"]}>{formatAge()}</p>;

  /** A repair itself gets data from the bank; only what came later is news. */
  function hasNewsSince(repairedAt: string): boolean {
    const { lastAccessedAt } = link;
    return (
      lastAccessedAt !== null && Date.parse(lastAccessedAt) > Date.parse(repairedAt) + A_MINUTE_MS
    );
  }

  function formatAge(): string {
    const { state, fetching, repairedAt, repairedBy, since, lastAccessedAt } = link;
    if (fetching) return t("links.fetching");
    if (repairedBy === "elsewhere" && since !== null && !hasNewsSince(since)) {
      return t("links.repairedElsewhere", { when: ago(since) });
    }
    if (state === "connected" && repairedAt !== null && !hasNewsSince(repairedAt)) {
      return t("links.repaired", { when: ago(repairedAt) });
    }
    return lastAccessedAt === null
      ? t("links.neverUpdated")
      : t("links.updated", { when: ago(lastAccessedAt) });
  }
}
