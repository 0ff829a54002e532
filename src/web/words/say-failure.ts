import type { Say } from "./catalogue.ts";

/** Failures that have a sentence of their own. */
const EXPLAINED = [
  "no_network",
  "no_answer",
  "widget_unreachable",
  "widget_blocked",
  "widget_no_module",
  "widget_unready",
  "widget_broken",
  "widget_silent",
  "page_outdated",
  "expired",
  "other_tab",
  "not_confirmed",
  "rate_limited",
  "belvo_unreachable",
  "not_found",
  "not_repairable_here",
  "unauthenticated",
] as const;

/** Says why something that the person asked for came to nothing. */
export function sayFailure(reason: string, say: Say): string {
  return say(`repair.failed.${EXPLAINED.find((each) => each === reason) ?? "other"}`);
}
