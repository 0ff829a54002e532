import * as v from "valibot";
import { IsoTime, Uuid } from "./formats.ts";
import { Link } from "./link.ts";
import { RepairResult } from "./repair-result.ts";

/**
 * How one link of a repair-all stands, by what Belvo says of it now.
 *
 * - `repaired`: it is connected, or was and is being checked.
 * - `skipped`: the person went past it, and it is not connected.
 * - `waiting`: the person can repair it here, also after a try that failed.
 * - `not_yours`: it is in a state that the person cannot repair here.
 */
export const StepOutcome = v.picklist(["repaired", "skipped", "waiting", "not_yours"]);
export type StepOutcome = v.InferOutput<typeof StepOutcome>;

/**
 * What the widget said was wrong when a try ended: the bank did not take the password (`login`) or
 * the code (`code`), was in trouble (`bank`) or had a login open (`busy`); the time for it ran out
 * (`session`); anything else (`other`).
 */
export const TryError = v.picklist(["login", "code", "bank", "busy", "session", "other"]);
export type TryError = v.InferOutput<typeof TryError>;

/** The last repair of a link that ended since the repair-all began. */
export const LastTry = v.object({
  /** Never `confirming`. */
  result: RepairResult,
  /** `null` when the widget reported no error. */
  error: v.nullable(TryError),
  at: IsoTime,
});
export type LastTry = v.InferOutput<typeof LastTry>;

/**
 * Why a link was not repaired: how the last try ended, the state that it is in, or that it was
 * skipped. `gone`: the person has it no longer, and of `link` only the bank is told.
 */
export const StepWhy = v.picklist([
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
export type StepWhy = v.InferOutput<typeof StepWhy>;

export const RepairAllStep = v.object({
  link: Link,
  outcome: StepOutcome,
  lastTry: v.nullable(LastTry),
  /** `null` for a link that is repaired, or that nothing was tried on yet. */
  why: v.nullable(StepWhy),
});
export type RepairAllStep = v.InferOutput<typeof RepairAllStep>;

/**
 * A person's way through their broken links, one after the other, on any of their devices. It is
 * forgotten after a day.
 */
export const RepairAll = v.object({
  id: Uuid,
  startedAt: IsoTime,
  /** In the order in which the links are repaired, which stays. */
  steps: v.array(RepairAllStep),
  /** The first that is `waiting`; `null` when the repair-all is over. */
  currentLinkId: v.nullable(Uuid),
});
export type RepairAll = v.InferOutput<typeof RepairAll>;

/** `null` when there is none, or the person was done with it. */
export const RepairAllAnswer = v.object({ repairAll: v.nullable(RepairAll) });
export type RepairAllAnswer = v.InferOutput<typeof RepairAllAnswer>;

export const SkipStep = v.object({ linkId: Uuid });
