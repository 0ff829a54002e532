import { canRepair, type LinkState } from "#contract/link.ts";
import type { LastTry, StepOutcome, StepWhy, TryError } from "#contract/repair-all.ts";

interface StepFacts {
  /** The link's, now; `gone` when the person has it no longer. */
  state: LinkState | "gone";
  isSkipped: boolean;
  lastTry: LastTry | null;
}

interface DerivedStep {
  outcome: StepOutcome;
  why: StepWhy | null;
}

/** Says how a step of a repair-all stands. Belvo's word on the link comes before all that people did. */
export function deriveStep({ state, isSkipped, lastTry }: StepFacts): DerivedStep {
  if (state === "connected" || state === "checking") return { outcome: "repaired", why: null };
  if (isSkipped) return { outcome: "skipped", why: "skipped" };
  if (state !== "gone" && canRepair(state)) {
    return { outcome: "waiting", why: whyFailed(lastTry) };
  }
  return { outcome: "not_yours", why: whyNotTheirs(state) };
}

/** A link that was repaired and broke again is as if it had not been tried. */
function whyFailed(lastTry: LastTry | null): StepWhy | null {
  if (!lastTry || lastTry.result === "repaired" || lastTry.result === "confirming") return null;
  return lastTry.result;
}

function whyNotTheirs(state: LinkState | "gone"): StepWhy {
  const isKnown = state === "bank_trouble" || state === "elsewhere" || state === "gone";
  return isKnown ? state : "unsure";
}

/** Source: Belvo, "Belvo API and Widget errors". */
const ERRORS = new Map<string, TryError>([
  ["login_error", "login"],
  ["token_required", "code"],
  ["institution_down", "bank"],
  ["institution_unavailable", "bank"],
  ["institution_inactive", "bank"],
  ["too_many_sessions", "busy"],
  ["session_expired", "session"],
  ["request_timeout", "session"],
]);

/** What kind of error a code of the widget's is. */
export function tryErrorOf(code: string | null): TryError | null {
  return code === null ? null : (ERRORS.get(code) ?? "other");
}
