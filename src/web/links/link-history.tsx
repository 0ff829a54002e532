import type { HistoryEntry } from "#contract/history.ts";
import { useNow } from "../design/use-now.ts";
import type { Voice } from "../words/load-words.ts";
import { duration, storyTime } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./link-history.module.css";
import { RepairReceipt } from "./repair-receipt.tsx";

/** What happened to a link, newest first. A repair's end has its receipt. */
export function LinkHistory({ entries }: { entries: HistoryEntry[] }) {
  const voice = useVoice();
  const { history, noHistory } = voice.words.link;
  const now = useNow();
  return (
    <section className={styles["history"]}>
      <h2>{history}</h2>
      {entries.length === 0 ? (
        <p className={styles["none"]}>{noHistory}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <li key={entry.seq}>
              {sayEntry(entry, voice, now)}
              <time dateTime={entry.at}>{storyTime(entry.at, now, voice.locale)}</time>
              {entry.kind === "repair_ended" && <RepairReceipt end={entry} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function sayEntry(entry: HistoryEntry, { words, locale }: Voice, now: number): string {
  const said = words.link.entries;
  switch (entry.kind) {
    case "repair_opened":
      return said.opened;
    case "state_read":
      return said[entry.state];
    case "data_fresh":
      return said.fresh(storyTime(entry.lastAccessedAt, now, locale));
    case "data_asked":
      return said.asked;
    case "bank_trouble_met":
      return said.bank_trouble;
    case "repair_ended": {
      const { result, receipt } = entry;
      return result === "repaired" && receipt
        ? said.repairedIn(duration(receipt.tookMs, locale))
        : said[`ended_${result}`];
    }
  }
}
