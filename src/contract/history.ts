import * as v from "valibot";
import { Int, IsoTime } from "./formats.ts";
import { LastEventId, Link, LinkState } from "./link.ts";
import { RepairResult } from "./repair-result.ts";

/** What every entry has: its place in the log, which only grows, and when it happened. */
const line = { seq: Int, at: IsoTime };

/**
 * One line of a link's history.
 *
 * - `state_read`: Belvo told us another state than before. Of a link that was never read before
 *   (`isFirst`) nobody knows since when it is in that state.
 * - `data_fresh`: Belvo got data from the bank, at `lastAccessedAt`.
 * - `data_asked`: fresh data were asked for, and Belvo said that it is on it.
 * - `bank_trouble_met`: they were asked for, and the bank was down or did not answer.
 * - `repair_opened`, `repair_ended`: a person's repair. The end is its receipt: how the link was and
 *   is, how long it took, and a reference that support can find it by.
 */
export const HistoryEntry = v.variant("kind", [
  v.object({
    kind: v.literal("state_read"),
    ...line,
    state: LinkState,
    isFirst: v.optional(v.literal(true)),
  }),
  v.object({ kind: v.literal("data_fresh"), ...line, lastAccessedAt: IsoTime }),
  v.object({ kind: v.literal("data_asked"), ...line }),
  v.object({ kind: v.literal("bank_trouble_met"), ...line }),
  v.object({ kind: v.literal("repair_opened"), ...line }),
  v.object({
    kind: v.literal("repair_ended"),
    ...line,
    result: RepairResult,
    reference: v.string(),
    /** `null` in ends of repairs from before there were receipts. */
    receipt: v.nullable(v.object({ before: LinkState, after: LinkState, tookMs: Int })),
  }),
]);
export type HistoryEntry = v.InferOutput<typeof HistoryEntry>;

/** One link, with what happened to it, newest first. */
export const LinkDetail = v.object({
  link: Link,
  history: v.array(HistoryEntry),
  lastEventId: LastEventId,
});
export type LinkDetail = v.InferOutput<typeof LinkDetail>;
