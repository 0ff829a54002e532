import type { LabScene, TraceEvent } from "#contract/lab.ts";
import { joinClasses } from "../design/join-classes.ts";
import { StateBadge } from "../links/state-badge.tsx";
import { useI18n, useLaterI18n } from "../i18n/i18n-context.tsx";
import { describeEntry } from "./describe-entry.ts";
import { RawLine } from "./raw-line.tsx";
import { bankName } from "./scene-in-play.ts";
import type { TraceItem } from "./trace-list.ts";
import * as styles from "./trace-row.module.css";

interface TraceRowProps {
  item: TraceItem;
  scene: LabScene | null;
}

/** One thing that happened: when, of which kind, what it means, and how it looks to engineers. */
export function TraceRow({ item: { entry, at }, scene }: TraceRowProps) {
  const { locale } = useI18n();
  const { t } = useLaterI18n("lab");
  const bank = entry.event === "mark" ? undefined : otherBank(entry, scene);
  return (
    <li className={joinClasses(styles["row"], styles[entry.event])} data-event={entry.event}>
      <div className={styles["edge"]}>
        <time dateTime={at}>{exactTime(at, locale)}</time>
        <span className={styles["kind"]}>{t(`lab.trace.${entry.event}`)}</span>
      </div>
      <div className={styles["what"]}>
        <p className={styles["told"]}>
          <span>{entry.event === "mark" ? entry.text : describeEntry(entry, t)}</span>
          {bank !== undefined && <span className={styles["bank"]}>{bank}</span>}
        </p>
        {entry.event === "state" && <StateChange change={entry} />}
        {entry.event !== "mark" && <RawLine entry={entry} />}
      </div>
    </li>
  );
}

/** The bank's name, where it is not the one that all of the scene is about. */
function otherBank(entry: TraceEvent, scene: LabScene | null): string | undefined {
  const linkId = bankIn(entry);
  return scene === null || linkId === scene.linkId ? undefined : bankName(scene.banks, linkId);
}

function bankIn(entry: TraceEvent): string | null {
  if (entry.event !== "belvo_call") return entry.linkId;
  return /\/links\/([0-9a-f-]{36})\//.exec(entry.path)?.[1] ?? null;
}

/** The trace names no institution; what the lab breaks are banks. */
const BANK = { type: "bank" } as const;

function StateChange({ change }: { change: Extract<TraceEvent, { event: "state" }> }) {
  const { t } = useLaterI18n("lab");
  const { before, after, actor } = change;
  return (
    <p className={styles["change"]}>
      {before === null ? (
        <span>{t("lab.trace.unknown")}</span>
      ) : (
        <StateBadge state={before} bank={BANK} />
      )}
      <span aria-hidden="true">→</span>
      <StateBadge state={after} bank={BANK} />
      <span>{t(`lab.trace.${actor ?? "nobody"}`)}</span>
    </p>
  );
}

/** To the tenth of a second: much happens within one. */
function exactTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 1,
    hourCycle: "h23",
  }).format(new Date(at));
}
