import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link as RouterLink, useParams } from "react-router-dom";
import type { Link } from "#contract/link.ts";
import type { HistoryEntry } from "#contract/repair.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { joinClasses } from "../design/join-classes.ts";
import surface from "../design/surface.module.css";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../http/api.ts";
import type { Words } from "../words/es.ts";
import { atTime } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import { BankLogo } from "./bank-logo.tsx";
import { bankNameId, LinkAge } from "./link-card.tsx";
import styles from "./link-page.module.css";
import { linkQueries } from "./link-queries.ts";
import { StateBadge } from "./state-badge.tsx";

interface LinkPageProps {
  renderRepair: (link: Link) => ReactNode;
  /** False on the page that is only for a repair. */
  withHistory: boolean;
}

/** One bank connection by itself: how it is, what can be done, and what happened before. */
export function LinkPage({ renderRepair, withHistory }: LinkPageProps) {
  const { words } = useVoice();
  const { linkId = "" } = useParams();
  const query = useQuery(linkQueries.detail(linkId));
  useTitle(query.data?.link.bank.name ?? words.page.title);

  if (query.isError && !query.data) {
    return refusalOf(query.error) === "not_found" ? (
      <Message
        title={words.link.notFoundTitle}
        text={words.link.notFoundText}
        action={<ButtonLink to={pages.home}>{words.page.backHome}</ButtonLink>}
      />
    ) : (
      <Message
        title={words.links.failedTitle}
        text={words.links.failedText}
        action={<Button onClick={() => void query.refetch()}>{words.links.retry}</Button>}
      />
    );
  }
  if (!query.data) return <p>{words.page.loading}</p>;

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
      {withHistory && <History entries={history} />}
    </div>
  );
}

function BackLink() {
  const { words } = useVoice();
  return (
    <RouterLink to={pages.home} className={styles["back"] ?? ""}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      {words.link.back}
    </RouterLink>
  );
}

function LinkHead({ link }: { link: Link }) {
  const { words, locale } = useVoice();
  return (
    <div className={styles["top"]}>
      <BankLogo bank={link.bank} asOf={link.checkedAt} />
      <div className={styles["titles"]}>
        <h1 id={bankNameId(link.id)} tabIndex={-1}>
          {link.bank.name}
        </h1>
        <LinkAge link={link} />
        <p className={styles["checked"]}>{words.link.checked(atTime(link.checkedAt, locale))}</p>
      </div>
      <StateBadge state={link.state} />
    </div>
  );
}

function History({ entries }: { entries: HistoryEntry[] }) {
  const { words, locale } = useVoice();
  return (
    <section className={styles["history"]}>
      <h2>{words.link.history}</h2>
      {entries.length === 0 ? (
        <p className={styles["none"]}>{words.link.noHistory}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <li key={entry.seq}>
              {sayEntry(entry, words.link.entries)}
              <time dateTime={entry.at}>{atTime(entry.at, locale)}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function sayEntry(entry: HistoryEntry, said: Words["link"]["entries"]): string {
  switch (entry.kind) {
    case "repair_opened":
      return said.opened;
    case "state_read":
      return said[entry.state];
    case "repair_ended":
      return said[`ended_${entry.result}`];
  }
}
