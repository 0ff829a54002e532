import * as z from "zod/mini";
import { LastEventId, Link, LinkState } from "./link.ts";
import { RepairResult } from "./repair.ts";

/** What every entry has: its place in the log, which only grows, and when it happened. */
const line = { seq: z.int(), at: z.iso.datetime() };

/**
 * One line of a link's history.
 *
 * - `state_read`: Belvo told us another state than before.
 * - `data_fresh`: Belvo got data from the bank, at `lastAccessedAt`.
 * - `data_asked`: fresh data were asked for, and Belvo said that it is on it.
 * - `bank_trouble_met`: they were asked for, and the bank was down or did not answer.
 * - `repair_opened`, `repair_ended`: a person's repair. The end is its receipt: how the link was and
 *   is, how long it took, and a reference that support can find it by.
 */
export const HistoryEntry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("state_read"), ...line, state: LinkState }),
  z.object({ kind: z.literal("data_fresh"), ...line, lastAccessedAt: z.iso.datetime() }),
  z.object({ kind: z.literal("data_asked"), ...line }),
  z.object({ kind: z.literal("bank_trouble_met"), ...line }),
  z.object({ kind: z.literal("repair_opened"), ...line }),
  z.object({
    kind: z.literal("repair_ended"),
    ...line,
    result: RepairResult,
    reference: z.string(),
    /** `null` in ends of repairs from before there were receipts. */
    receipt: z.nullable(z.object({ before: LinkState, after: LinkState, tookMs: z.int() })),
  }),
]);
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** One link, with what happened to it, newest first. */
export const LinkDetail = z.object({
  link: Link,
  history: z.array(HistoryEntry),
  lastEventId: LastEventId,
});
export type LinkDetail = z.infer<typeof LinkDetail>;
