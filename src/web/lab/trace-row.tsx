import type { TraceEvent } from "#contract/lab.ts";
import { joinClasses } from "../design/join-classes.ts";
import { StateBadge } from "../links/state-badge.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { describeEntry } from "./describe-entry.ts";
import type { TraceEntry, TraceItem } from "./trace-list.ts";
import styles from "./trace-row.module.css";
import { useLabTranslate } from "./i18n/lab-i18n.ts";

/** One thing that happened: when, of which kind, and what. */
export function TraceRow({ item: { entry, at } }: { item: TraceItem }) {
  const { locale } = useI18n();
  const t = useLabTranslate();
  return (
    <li className={joinClasses(styles["row"], styles[entry.event])} data-event={entry.event}>
      <time dateTime={at}>{exactTime(at, locale)}</time>
      <span className={styles["kind"]}>{t(`lab.trace.${entry.event}`)}</span>
      <div className={styles["what"]}>
        {entry.event !== "mark" && <p className={styles["told"]}>{describeEntry(entry, t)}</p>}
        <What entry={entry} />
      </div>
    </li>
  );
}

function What({ entry }: { entry: TraceEntry }) {
  switch (entry.event) {
    case "mark":
      return <strong>{entry.text}</strong>;
    case "belvo_call":
      return <Call call={entry} />;
    case "webhook":
      return <Webhook webhook={entry} />;
    case "event":
      return <LogEvent event={entry} />;
    case "state":
      return <StateChange change={entry} />;
  }
}

type Of<Event extends TraceEvent["event"]> = Extract<TraceEvent, { event: Event }>;

function Call({ call }: { call: Of<"belvo_call"> }) {
  const t = useLabTranslate();
  const { locale } = useI18n();
  const isWell = call.failure === null && call.status !== null && call.status < 400;
  return (
    <>
      <span className={styles["line"]}>
        <code>
          <b>{call.method}</b> <span>{call.path}</span>
        </code>
      </span>
      <span className={styles["line"]}>
        <span className={isWell ? styles["well"] : styles["ill"]}>
          {[call.status, call.failure && t(`lab.trace.${call.failure}`)]
            .filter((part) => part !== null)
            .join(" · ")}
        </span>
        <span className={styles["soft"]}>{milliseconds(call.ms, locale)}</span>
      </span>
      <Unfolding name={t("lab.trace.request")} json={call.request} />
      <Unfolding name={t("lab.trace.answer")} json={call.answer} />
    </>
  );
}

function Webhook({ webhook }: { webhook: Of<"webhook"> }) {
  const t = useLabTranslate();
  const { type, code, accepted, repeat } = webhook;
  return (
    <span className={styles["line"]}>
      {type === null ? (
        <span className={styles["soft"]}>{t("lab.trace.unread")}</span>
      ) : (
        <code>{[type, code].filter((part) => part !== null).join(" · ")}</code>
      )}
      <span className={accepted ? styles["well"] : styles["ill"]}>
        {t(accepted ? "lab.trace.accepted" : "lab.trace.refused")}
      </span>
      {repeat && <span className={styles["chip"]}>{t("lab.trace.repeat")}</span>}
    </span>
  );
}

function LogEvent({ event: { seq, kind, body } }: { event: Of<"event"> }) {
  const t = useLabTranslate();
  return (
    <>
      <span className={styles["line"]}>
        <code>
          <b>{kind}</b>
        </code>
        <span className={styles["soft"]}>{`#${seq}`}</span>
      </span>
      <Unfolding name={t("lab.trace.body")} json={body} />
    </>
  );
}

/** The trace names no institution; what the lab breaks are banks. */
const BANK = { type: "bank" } as const;

function StateChange({ change: { before, after, actor, seq } }: { change: Of<"state"> }) {
  const t = useLabTranslate();
  return (
    <span className={styles["line"]}>
      {before === null ? (
        <span className={styles["soft"]}>{t("lab.trace.unknown")}</span>
      ) : (
        <StateBadge state={before} bank={BANK} />
      )}
      <span aria-hidden="true">→</span>
      <StateBadge state={after} bank={BANK} />
      <span className={styles["soft"]}>{t(`lab.trace.${actor ?? "nobody"}`)}</span>
      <span className={styles["soft"]}>{`#${seq}`}</span>
    </span>
  );
}

function Unfolding({ name, json }: { name: string; json: unknown }) {
  if (json === null) return null;
  return (
    <details className={styles["json"]}>
      <summary>{name}</summary>
      <pre>{JSON.stringify(json, null, 2)}</pre>
    </details>
  );
}

/** To the tenth of a second: much happens within one. */
function exactTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 1,
    hour12: false,
  }).format(new Date(at));
}

function milliseconds(ms: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit: "millisecond" }).format(ms);
}
