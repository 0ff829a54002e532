import type { HistoryEntry } from "#contract/history.ts";
import type { Bank, LinkState } from "#contract/link.ts";
import type { RepairResult } from "#contract/repair.ts";
import { useNow } from "../design/use-now.ts";
import { aboutBank, type AboutBank } from "../words/about-bank.ts";
import type { Say } from "../words/catalogue.ts";
import type { Voice } from "../words/load-voice.ts";
import { duration, storyTime } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./link-history.module.css";
import { RepairReceipt } from "./repair-receipt.tsx";

/** What happened to a link, newest first. A repair's end has its receipt. */
export function LinkHistory({ entries, bank }: { entries: HistoryEntry[]; bank: Bank }) {
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
              <span>{sayEntry(entry, aboutBank(bank), voice, now)}</span>
              <time dateTime={entry.at}>{storyTime(entry.at, now, voice.locale)}</time>
              {entry.kind === "repair_ended" && <RepairReceipt end={entry} bank={bank} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function sayEntry(
  entry: HistoryEntry,
  about: AboutBank,
  { say, locale }: Voice,
  now: number,
): string {
  switch (entry.kind) {
    case "repair_opened":
      return say("link.entries.opened", about);
    case "state_read":
      return sayEntryOf(entry.state, about, say);
    case "data_fresh":
      return say("link.entries.fresh", { when: storyTime(entry.lastAccessedAt, now, locale) });
    case "data_asked":
      return say("link.entries.asked");
    case "bank_trouble_met":
      return say("link.entries.bank_trouble", about);
    case "repair_ended": {
      const { result, receipt } = entry;
      return result === "repaired" && receipt
        ? say("link.entries.repairedIn", { time: duration(receipt.tookMs, locale) })
        : sayEnd(result, about, say);
    }
  }
}

function sayEntryOf(state: LinkState, about: AboutBank, say: Say): string {
  switch (state) {
    case "password_needed":
      return say("link.entries.password_needed", about);
    case "connected":
    case "code_needed":
    case "elsewhere":
    case "bank_trouble":
      return say(`link.entries.${state}`, about);
    case "unfinished":
    case "unsure":
    case "checking":
      return say(`link.entries.${state}`);
  }
}

function sayEnd(result: RepairResult, about: AboutBank, say: Say): string {
  switch (result) {
    case "left":
    case "expired":
    case "failed":
      return say(`link.entries.ended_${result}`, about);
    case "repaired":
    case "unknown":
    case "still_broken":
    case "confirming":
      return say(`link.entries.ended_${result}`);
  }
}
