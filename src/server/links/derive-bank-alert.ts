import type { BankAlert, Link } from "#contract/link.ts";
import { timestamp } from "../store/timestamp.ts";

/** Who has not looked by then is not told any more. */
export const TOLD_FOR_MS = 24 * 60 * 60_000;

interface Asked extends Pick<Link, "state" | "bankTrouble"> {
  /** When the person asked to be told; `null` when they did not. */
  watched_at: string | null;
  told_at: string | null;
}

/** False also while nobody knows, since Belvo cannot be asked. */
export function isBack({ state, bankTrouble }: Pick<Link, "state" | "bankTrouble">): boolean {
  return !bankTrouble && state !== "unsure";
}

/** Says how an alert on a link's bank stands. What was found before counts for its age alone. */
export function deriveBankAlert({ watched_at, told_at, ...link }: Asked, now: number): BankAlert {
  if (watched_at === null) return "none";
  if (!isBack(link)) return "asked";
  return told_at === null || told_at > timestamp(now - TOLD_FOR_MS) ? "back" : "none";
}
