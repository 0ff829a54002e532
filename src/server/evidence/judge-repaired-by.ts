import type { LinkState, RepairedBy } from "#contract/link.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Health } from "./health.ts";

/** A repair's end and the reading that it rests on are timed by different clocks. */
const SLACK_MS = 60_000;

/**
 * Says whether a repair of ours brought a link back. Elsewhere is whatever else did: the fintech's
 * own app, another page, the bank.
 *
 * @returns `null` for a link that is not connected, and for one that has always been.
 */
export function judgeRepairedBy(
  { repaired_at: repairedAt, status_since: since }: Pick<Health, "repaired_at" | "status_since">,
  state: LinkState,
): RepairedBy | null {
  if (state !== "connected" || since === null) return null;
  const isOurs = repairedAt !== null && repairedAt >= timestamp(Date.parse(since) - SLACK_MS);
  return isOurs ? "here" : "elsewhere";
}
