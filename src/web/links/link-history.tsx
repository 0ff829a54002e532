import type { HistoryEntry } from "#contract/history.ts";
import type { Bank, LinkState } from "#contract/link.ts";
import type { RepairResult } from "#contract/repair.ts";
import { useNow } from "../design/use-now.ts";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { Translate } from "../i18n/catalogue.ts";
import type { I18n } from "../i18n/load-i18n.ts";
import { duration, storyTime } from "../i18n/format-time.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import styles from "./link-history.module.css";
import { RepairReceipt } from "./repair-receipt.tsx";

/** What happened to a link, newest first. A repair's end has its receipt. */
export function LinkHistory({ entries, bank }: { entries: HistoryEntry[]; bank: Bank }) {
  const i18n = useI18n();
  const now = useNow();
  return (
    <section className={styles["history"]}>
      <h2>{i18n.t("link.history")}</h2>
      {entries.length === 0 ? (
        <p className={styles["none"]}>{i18n.t("link.noHistory")}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <li key={entry.seq}>
              <span>{formatEntry(entry, aboutBank(bank), i18n, now)}</span>
              <time dateTime={entry.at}>{storyTime(entry.at, now, i18n.locale)}</time>
              {entry.kind === "repair_ended" && <RepairReceipt end={entry} bank={bank} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function formatEntry(
  entry: HistoryEntry,
  about: AboutBank,
  { t, locale }: I18n,
  now: number,
): string {
  switch (entry.kind) {
    case "repair_opened":
      return t("link.entries.opened", about);
    case "state_read":
      return formatEntryOf(entry.state, about, t);
    case "data_fresh":
      return t("link.entries.fresh", { when: storyTime(entry.lastAccessedAt, now, locale) });
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

function formatEntryOf(state: LinkState, about: AboutBank, t: Translate): string {
  switch (state) {
    case "password_needed":
      return t("link.entries.password_needed", about);
    case "connected":
    case "code_needed":
    case "elsewhere":
    case "bank_trouble":
      return t(`link.entries.${state}`, about);
    case "unfinished":
    case "unsure":
    case "checking":
      return t(`link.entries.${state}`);
  }
}

function formatEnd(result: RepairResult, about: AboutBank, t: Translate): string {
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
