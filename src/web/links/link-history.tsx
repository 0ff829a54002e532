import type { HistoryEntry } from "#contract/history.ts";
import type { Bank } from "#contract/link.ts";
import type { RepairResult } from "#contract/repair-result.ts";
import { useNow } from "../design/use-now.ts";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { formatState } from "../i18n/format-state.ts";
import { clockTime, duration, storyDay } from "../i18n/format-time.ts";
import { useLaterI18n, type LaterI18n } from "../i18n/i18n-context.tsx";
import { formatStateEvent } from "./format-state-event.ts";
import { foldRepairs, type Story } from "./fold-repairs.ts";
import { HistoryIcon } from "./history-icon.tsx";
import * as styles from "./link-history.module.css";
import { RepairReceipt } from "./repair-receipt.tsx";

interface LinkHistoryProps {
  entries: readonly HistoryEntry[];
  bank: Bank;
}

/** What happened to a link, newest first and day by day. A repair is one entry, with its steps within. */
export function LinkHistory({ entries, bank }: LinkHistoryProps) {
  const i18n = useLaterI18n("pages");
  const now = useNow();
  return (
    <section className={styles["history"]}>
      <h2>{i18n.t("link.history")}</h2>
      {entries.length === 0 && <p className={styles["none"]}>{i18n.t("link.noHistory")}</p>}
      {daysOf(foldRepairs(entries), now, i18n).map(({ day, stories }) => (
        <section key={day} aria-label={day}>
          <h3>{day}</h3>
          <ol>
            {stories.map((story) => (
              <Entry key={story.entry.seq} story={story} bank={bank} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

interface Day {
  /** What it is called. */
  day: string;
  stories: Story[];
}

function daysOf(stories: readonly Story[], now: number, i18n: LaterI18n<"pages">): Day[] {
  const days: Day[] = [];
  for (const story of stories) {
    const day = storyDay(story.entry.at, now, i18n);
    const last = days.at(-1);
    if (last?.day === day) last.stories.push(story);
    else days.push({ day, stories: [story] });
  }
  return days;
}

function Entry({ story: { entry, steps }, bank }: { story: Story; bank: Bank }) {
  const i18n = useLaterI18n("pages");
  const told = (each: HistoryEntry) => (
    <>
      <HistoryIcon entry={each} />
      <span>{formatEntry(each, aboutBank(bank), i18n)}</span>
      <time dateTime={each.at}>{clockTime(each.at, i18n.locale)}</time>
    </>
  );
  return (
    <li>
      {told(entry)}
      {entry.kind === "repair_ended" && (
        <RepairReceipt end={entry} bank={bank}>
          {steps.length > 0 && (
            <ol className={styles["steps"]}>
              {steps.map((step) => (
                <li key={step.seq}>{told(step)}</li>
              ))}
            </ol>
          )}
        </RepairReceipt>
      )}
    </li>
  );
}

function formatEntry(
  entry: HistoryEntry,
  about: AboutBank,
  { t, locale }: LaterI18n<"pages">,
): string {
  switch (entry.kind) {
    case "repair_opened":
      return t("link.entries.opened", about);
    case "state_read":
      return entry.isFirst
        ? t("link.entries.first", { state: formatState(entry.state, about, t) })
        : formatStateEvent(entry.state, about, t);
    case "data_fresh":
      return t("link.entries.fresh");
    case "data_asked":
      return t("link.entries.asked");
    case "bank_trouble_met":
      return t("link.entries.bank_trouble", about);
    case "repair_ended": {
      const { result, receipt } = entry;
      return result === "repaired" && receipt
        ? t("link.entries.repairedIn", { time: duration(receipt.tookMs, locale) })
        : formatEnd(result, about, t);
    }
  }
}

function formatEnd(result: RepairResult, about: AboutBank, t: LaterTranslate["pages"]): string {
  switch (result) {
    case "left":
    case "expired":
    case "failed":
      return t(`link.entries.ended_${result}`, about);
    case "repaired":
    case "unknown":
    case "still_broken":
    case "confirming":
      return t(`link.entries.ended_${result}`);
  }
}
