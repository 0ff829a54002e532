import type { Link } from "#contract/link.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import type { Translate } from "../i18n/catalogue.ts";
import type { RepairState } from "../core/repair/repair-state.ts";

/**
 * What a press is told at once, also where nothing that runs repairs has come yet: that the bank's screen opens,
 * or that it could not be had.
 *
 * @returns `null` for all that comes after.
 */
export function formatBeginning(state: RepairState, link: Link, t: Translate): string | null {
  if (state.phase === "preparing") return t("repair.preparing", aboutBank(link.bank));
  if (state.phase !== "failed" || link.state === "connected") return null;
  const { reason } = state;
  if (reason === "no_network" || reason === "no_answer") return t(`repair.failed.${reason}`);
  return reason === "page_outdated" ? t(`repair.failed.${reason}`, aboutBank(link.bank)) : null;
}
