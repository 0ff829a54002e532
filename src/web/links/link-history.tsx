import type { HistoryEntry } from "#contract/history.ts";
import { useNow } from "../design/use-now.ts";
import type { Voice } from "../words/load-voice.ts";
import { duration, storyTime } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./link-history.module.css";
import { RepairReceipt } from "./repair-receipt.tsx";

/** What happened to a link, newest first. A repair's end has its receipt. */
export function LinkHistory({ entries }: { entries: HistoryEntry[] }) {
  const voice = useVoice();
  const now = useNow();
  return (
    <section className={styles["history"]}>
      <h2>{voice.say("link.history")}</h2>
      {entries.length === 0 ? (
        <p className={styles["none"]}>{voice.say("link.noHistory")}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <li key={entry.seq}>
              <span>{sayEntry(entry, voice, now)}</span>
              <time dateTime={entry.at}>{storyTime(entry.at, now, voice.locale)}</time>
              {entry.kind === "repair_ended" && <RepairReceipt end={entry} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function sayEntry(entry: HistoryEntry, { say, locale }: Voice, now: number): string {
  switch (entry.kind) {
    case "repair_opened":
      return say("link.entries.opened");
    case "state_read":
      return say(`link.entries.${entry.state}`);
    case "data_fresh":
      return say("link.entries.fresh", { when: storyTime(entry.lastAccessedAt, now, locale) });
    case "data_asked":
      return say("link.entries.asked");
    case "bank_trouble_met":
      return say("link.entries.bank_trouble");
    case "repair_ended": {
      const { result, receipt } = entry;
      return result === "repaired" && receipt
        ? say("link.entries.repairedIn", { time: duration(receipt.tookMs, locale) })
        : say(`link.entries.ended_${result}`);
    }
  }
}
