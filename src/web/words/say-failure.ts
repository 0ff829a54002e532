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

/** Whoever refused, the person can do as much about it. */
const SAME = new Map([["belvo_refused", "belvo_unreachable"]]);

/** Says why something that the person asked for came to nothing. */
export function sayFailure(reason: string, say: Say): string {
  const known = SAME.get(reason) ?? reason;
  return say(`repair.failed.${EXPLAINED.find((each) => each === known) ?? "other"}`);
}
