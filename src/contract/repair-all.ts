import * as z from "zod/mini";
import { Link } from "./link.ts";
import { RepairResult } from "./repair.ts";

/**
 * How one link of a repair-all stands, by what Belvo says of it now.
 *
 * - `repaired`: it is connected, or was and is being checked.
 * - `skipped`: the person went past it, and it is not connected.
 * - `waiting`: the person can repair it here, also after a try that failed.
 * - `not_yours`: it is in a state that the person cannot repair here.
 */
export const StepOutcome = z.enum(["repaired", "skipped", "waiting", "not_yours"]);
export type StepOutcome = z.infer<typeof StepOutcome>;

/**
 * What the widget said was wrong when a try ended: the bank did not take the password (`login`) or
 * the code (`code`), was in trouble (`bank`) or had a login open (`busy`); the time for it ran out
 * (`session`); anything else (`other`).
 */
export const TryError = z.enum(["login", "code", "bank", "busy", "session", "other"]);
export type TryError = z.infer<typeof TryError>;

/** The last repair of a link that ended since the repair-all began. */
export const LastTry = z.object({
  /** Never `confirming`. */
  result: RepairResult,
  /** `null` when the widget reported no error. */
  error: z.nullable(TryError),
  at: z.iso.datetime(),
});
export type LastTry = z.infer<typeof LastTry>;

/**
 * Why a link was not repaired: how the last try ended, the state that it is in, or that it was
 * skipped. `gone`: the person has it no longer, and of `link` only the bank is told.
 */
export const StepWhy = z.enum([
  "still_broken",
  "left",
  "expired",
  "failed",
  "unknown",
  "bank_trouble",
  "elsewhere",
  "unsure",
  "gone",
  "skipped",
]);
export type StepWhy = z.infer<typeof StepWhy>;

export const RepairAllStep = z.object({
  link: Link,
  outcome: StepOutcome,
  lastTry: z.nullable(LastTry),
  /** `null` for a link that is repaired, or that nothing was tried on yet. */
  why: z.nullable(StepWhy),
});
export type RepairAllStep = z.infer<typeof RepairAllStep>;

/**
 * A person's way through their broken links, one after the other, on any of their devices. It is
 * forgotten after a day.
 */
export const RepairAll = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  /** In the order in which the links are repaired, which stays. */
  steps: z.array(RepairAllStep),
  /** The first that is `waiting`; `null` when the repair-all is over. */
  currentLinkId: z.nullable(z.uuid()),
});
export type RepairAll = z.infer<typeof RepairAll>;

/** `null` when there is none, or the person was done with it. */
export const RepairAllAnswer = z.object({ repairAll: z.nullable(RepairAll) });
export type RepairAllAnswer = z.infer<typeof RepairAllAnswer>;

export const SkipStep = z.object({ linkId: z.uuid() });
