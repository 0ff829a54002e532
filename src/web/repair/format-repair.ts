import type { Link } from "#contract/link.ts";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { formatBankFailure } from "../i18n/format-bank-failure.ts";
import { isStillBusy, type RepairFailure, type RepairState } from "../core/repair/repair-state.ts";

type Say = LaterTranslate["pages"];

/**
 * The one sentence for where a repair stands, for the eye and for the live region alike, where there is
 * something to tell of it.
 *
 * Once Belvo says that the link is connected, an earlier "it did not work" is no longer true, and the other
 * way round.
 */
export function formatRepair(state: RepairState, link: Link, t: Say): string | null {
  const about = aboutBank(link.bank);
  const connected = link.state === "connected";

  switch (state.phase) {
    case "idle":
    case "preparing":
      // How a repair begins is told by what every page has.
      return null;
    case "with_bank":
      return isStillBusy(state, link) ? t("repair.withBank", about) : t("repair.repaired", about);
    case "confirming":
      return t("repair.confirming", about);
    case "hosted_ready":
      return connected ? t("repair.repaired", about) : t("repair.hostedAlone", about);
    case "away":
      return connected ? t("repair.repaired", about) : t("repair.away", about);
    case "repaired":
      return state.already ? t("repair.already", about) : t("repair.repaired", about);
    case "left":
      if (connected) return t("repair.repaired", about);
      if (!state.isChecked) return t("repair.confirming", about);
      // Nobody leaves a screen that cannot be passed of their own will.
      return link.bankTrouble ? t("repair.stillBroken.bank_down", about) : t("repair.left", about);
    case "still_broken":
      return connected ? t("repair.repaired", about) : formatStillBroken(state.code, about, t);
    case "failed":
      return connected ? t("repair.repaired", about) : formatFailed(state.reason, about, t);
  }
}

/** A token that Belvo refuses is to the person what a Belvo that is away is: not now. */
function formatFailed(reason: RepairFailure, about: AboutBank, t: Say): string {
  return formatBankFailure(reason === "belvo_refused" ? "belvo_unreachable" : reason, about, t);
}

function formatStillBroken(code: string | null, about: AboutBank, t: Say): string {
  switch (code) {
    case "login_error":
    case "token_required":
    case "too_many_sessions":
      return t(`repair.stillBroken.${code}`, about);
    case "institution_down":
    case "institution_unavailable":
    case "institution_inactive":
      return t("repair.stillBroken.bank_down", about);
    case null:
    default:
      return t("repair.stillBroken.other", about);
  }
}
