import type { Translate } from "./catalogue.ts";

/** Failures that have a sentence of their own. */
const EXPLAINED = [
  "no_network",
  "no_answer",
  "rate_limited",
  "not_repairable_here",
  "unauthenticated",
] as const;

/** Says why something that the person asked for came to nothing, whatever it was asked of. */
export function formatFailure(reason: string, t: Translate): string {
  return t(`repair.failed.${EXPLAINED.find((each) => each === reason) ?? "other"}`);
}
