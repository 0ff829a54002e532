import type { AboutBank } from "./about-bank.ts";
import type { Translate } from "./catalogue.ts";

/** Failures that have a sentence of their own. */
const EXPLAINED = [
  "no_network",
  "no_answer",
  "rate_limited",
  "not_repairable_here",
  "unauthenticated",
] as const;

/** The same, of those whose sentence names what the person is connected to. */
const EXPLAINED_OF_BANK = [
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
  "belvo_unreachable",
  "not_found",
] as const;

/**
 * Says why something that the person asked for came to nothing.
 *
 * @param about What it was asked of; `null` for what concerns several.
 */
export function formatFailure(reason: string, about: AboutBank | null, t: Translate): string {
  const ofBank = EXPLAINED_OF_BANK.find((each) => each === reason);
  if (ofBank && about) return t(`repair.failed.${ofBank}`, about);
  return t(`repair.failed.${EXPLAINED.find((each) => each === reason) ?? "other"}`);
}
