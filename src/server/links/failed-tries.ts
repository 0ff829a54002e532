import * as v from "valibot";
import type { WidgetEvent } from "#contract/repair.ts";
import type { LinkRow } from "../store/tables.ts";
import { timestamp } from "../store/timestamp.ts";
import type { LinkEvent } from "../events/event.ts";

/** More are not told apart: a bank locks an account long before. */
const MOST = 10;
/** Of each that counts, the end of its repair may be known as well. */
const MOST_KEPT = 2 * MOST;
const COUNTED_FOR_MS = 24 * 60 * 60_000;
/** Clocks differ by less; what is later was written before ours was set back, and says nothing. */
const SKEW_MS = 60_000;

/** How the end of a repair is named among its refusals. */
const END = "end";
/** The same of one that was not refused a login, and came to nothing in another way. */
const OTHER_END = "other_end";

/** A login that the bank refused in a repair, or a repair that failed. */
const Refusal = v.object({
  repairId: v.string(),
  /** Tells the refusals of one repair apart. */
  id: v.string(),
  /** When the repair was opened: what was read since settles it, however late we hear of it. */
  openedAt: v.string(),
  at: v.string(),
});
type Refusal = v.InferOutput<typeof Refusal>;

const Refusals = v.array(Refusal);

/** What a link's row holds of refused logins. */
type Tries = Pick<LinkRow, "valid_at" | "refused_logins">;

type Ended = Extract<LinkEvent, { kind: "repair_ended" }>;

/** Belvo's code for a password that the bank did not take. Source: Belvo, errors, `login_error`. */
export function isRefusedLogin({ name, code }: WidgetEvent): boolean {
  return name === "ERROR" && code === "login_error";
}

/** True for an end that tells of a refused login, in case none of the widget's events did. */
function endsWithRefusedLogin({ result, errorCode }: Ended): boolean {
  return result === "still_broken" && (errorCode === null || errorCode === "login_error");
}

/** What a bank, or another login there, stands in the way by. Source: Belvo, "Belvo API and Widget errors". */
const NOBODYS_FAULT: readonly (string | null)[] = [
  "institution_down",
  "institution_unavailable",
  "institution_inactive",
  "too_many_sessions",
];

/** What the end of a repair is kept as; `null` for one that is no failure of the repair. */
export function failureOf(ended: Ended): typeof END | typeof OTHER_END | null {
  if (endsWithRefusedLogin(ended)) return END;
  const hasFailed = ended.result === "still_broken" || ended.result === "failed";
  return hasFailed && !NOBODYS_FAULT.includes(ended.errorCode) ? OTHER_END : null;
}

/**
 * Takes a refused login in. In whatever order they come, and however often, they come to the same:
 * of one refusal the latest word is kept, and of all refusals those of the latest repairs.
 */
export function addRefusal<T extends Tries>(tries: T, added: Refusal): T {
  const isSame = (other: Refusal) => other.repairId === added.repairId && other.id === added.id;
  const known = readRefusals(tries);
  const before = known.find(isSame);
  if (before && before.at >= added.at) return tries;
  return withRefusals(tries, [...known.filter((other) => !isSame(other)), added]);
}

/** Takes in that Belvo called the link valid: whatever was tried before then is over. */
export function forgetRefusals<T extends Tries>(tries: T, validAt: string): T {
  if (tries.valid_at !== null && tries.valid_at >= validAt) return tries;
  return withRefusals({ ...tries, valid_at: validAt }, readRefusals(tries));
}

/**
 * How often the bank has refused a login of the last 24 hours, since the link was last valid. The end
 * of a repair counts only where nothing else was heard of a refusal in it.
 */
export function countFailedTries(tries: Tries, now: number): number {
  const refusals = readRefusals(tries).filter(({ id }) => id !== OTHER_END);
  const told = new Set(refusals.filter(({ id }) => id !== END).map(({ repairId }) => repairId));
  const counted = refusals.filter(({ id, repairId, at }) => {
    if (id === END && told.has(repairId)) return false;
    return isCounted(at, now);
  });
  return Math.min(counted.length, MOST);
}

/** How many repairs of the last 24 hours came to nothing, whatever was refused in them. */
export function countFailedRepairs(tries: Tries, now: number): number {
  const failed = readRefusals(tries).filter(({ at }) => isCounted(at, now));
  return Math.min(new Set(failed.map(({ repairId }) => repairId)).size, MOST);
}

function isCounted(at: string, now: number): boolean {
  return at > timestamp(now - COUNTED_FOR_MS) && at <= timestamp(now + SKEW_MS);
}

function readRefusals({ refused_logins: stored }: Tries): Refusal[] {
  return stored === null ? [] : v.parse(Refusals, JSON.parse(stored));
}

function withRefusals<T extends Tries>(tries: T, refusals: readonly Refusal[]): T {
  const counted = refusals
    .filter(({ openedAt }) => openedAt > (tries.valid_at ?? ""))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
    .slice(0, MOST_KEPT);
  return { ...tries, refused_logins: counted.length === 0 ? null : JSON.stringify(counted) };
}

function keyOf({ openedAt, at, repairId, id }: Refusal): string {
  return [openedAt, at, repairId, id].join();
}
