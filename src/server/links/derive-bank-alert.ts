import type { LinkState, BankAlert } from "#contract/link.ts";
import { timestamp } from "../store/timestamp.ts";

/** Who has not looked by then is not told any more. */
export const TOLD_FOR_MS = 24 * 60 * 60_000;

interface Asked {
  /** When the person asked to be told; `null` when they did not. */
  watched_at: string | null;
  told_at: string | null;
  /** The link's, now. */
  state: LinkState;
}

/** False also while nobody knows, since Belvo cannot be asked. */
export function isBack(state: LinkState): boolean {
  return state !== "bank_trouble" && state !== "unsure";
}

/** Says how an alert on a link's bank stands. What was found before counts for its age alone. */
export function deriveBankAlert({ watched_at, told_at, state }: Asked, now: number): BankAlert {
  if (watched_at === null) return "none";
  if (!isBack(state)) return "asked";
  return told_at === null || told_at > timestamp(now - TOLD_FOR_MS) ? "back" : "none";
}
