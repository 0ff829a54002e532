import type { AboutBank } from "./about-bank.ts";
import type { LaterTranslate } from "./catalogue.ts";
import { formatFailure } from "./format-failure.ts";

/** Failures whose sentence names what the person is connected to. */
const EXPLAINED = [
  "widget_unreachable",
  "widget_blocked",
  "widget_no_module",
  "widget_unready",
  "widget_broken",
  "widget_silent",
  "expired",
  "other_tab",
  "not_confirmed",
  "belvo_unreachable",
  "not_found",
] as const;

/** Says why something that the person asked of one link came to nothing. */
export function formatBankFailure(
  reason: string,
  about: AboutBank,
  t: LaterTranslate["pages"],
): string {
  const explained = EXPLAINED.find((each) => each === reason);
  return explained ? t(`repair.failed.${explained}`, about) : formatFailure(reason, t);
}
