import type { Link } from "#contract/link.ts";
import { aboutBank, type AboutBank } from "../i18n/about-bank.ts";
import type { Translate } from "../i18n/catalogue.ts";
import { formatFailure } from "../i18n/format-failure.ts";
import { isBusy, type RepairFailure, type RepairState } from "../core/repair/repair-state.ts";

/** A bank's screen may stand open for a moment after Belvo has said that the link is connected. */
export function isStillBusy(state: RepairState, link: Link): boolean {
  return isBusy(state) && !(state.phase === "with_bank" && link.state === "connected");
}

/**
 * The one sentence for where a repair stands, for the eye and for the live region alike.
 *
 * A reading outranks what the repair remembers: once Belvo says that the link is connected, an
 * earlier "it did not work" is no longer true, and the other way round.
 *
 * @returns `null` when there is nothing to say of this link.
 */
export function formatRepair(state: RepairState, link: Link, t: Translate): string | null {
  if (state.phase === "idle" || state.linkId !== link.id) return null;
  // Of a link in doubt, Belvo is being asked: no end of a repair is sure until it answers.
  if (link.state === "checking" && !isBusy(state)) return null;
  const about = aboutBank(link.bank);
  const connected = link.state === "connected";

  switch (state.phase) {
    case "preparing":
      return t("repair.preparing", about);
    case "with_bank":
      return isStillBusy(state, link) ? t("repair.withBank", about) : t("repair.repaired", about);
    case "confirming":
      return t("repair.confirming", about);
    case "hosted_ready":
      return connected ? t("repair.repaired", about) : t("repair.hostedAlone", about);
    case "away":
      return connected ? t("repair.repaired", about) : t("repair.away", about);
    case "repaired":
      if (!connected) return null;
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
function formatFailed(reason: RepairFailure, about: AboutBank, t: Translate): string {
  return formatFailure(reason === "belvo_refused" ? "belvo_unreachable" : reason, about, t);
}

function formatStillBroken(code: string | null, about: AboutBank, t: Translate): string {
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
