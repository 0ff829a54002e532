import type { Link } from "#contract/link.ts";
import { aboutBank, type AboutBank } from "../words/about-bank.ts";
import type { Say } from "../words/catalogue.ts";
import { sayFailure } from "../words/say-failure.ts";
import type { RepairFailure, RepairState } from "./repair-state.ts";

/** A doubt that Belvo is being asked about takes nothing back. */
export function isUp({ state }: Link): boolean {
  return state === "connected" || state === "checking";
}

/**
 * The one sentence for where a repair stands, for the eye and for the live region alike.
 *
 * A reading outranks what the repair remembers: once Belvo says that the link is connected, an
 * earlier "it did not work" is no longer true, and the other way round.
 *
 * @returns `null` when there is nothing to say of this link.
 */
export function sayRepair(state: RepairState, link: Link, say: Say): string | null {
  if (state.phase === "idle" || state.linkId !== link.id) return null;
  const about = aboutBank(link.bank);
  const connected = isUp(link);

  switch (state.phase) {
    case "preparing":
      return say("repair.preparing", about);
    case "with_bank":
      return say("repair.withBank", about);
    case "confirming":
      return say("repair.confirming", about);
    case "hosted_ready":
      return connected ? say("repair.repaired", about) : say("repair.hostedAlone", about);
    case "away":
      return connected ? say("repair.repaired", about) : say("repair.away", about);
    case "repaired":
      if (!connected) return null;
      return state.already ? say("repair.already", about) : say("repair.repaired", about);
    case "left":
      return connected ? say("repair.repaired", about) : say("repair.left", about);
    case "still_broken":
      return connected ? say("repair.repaired", about) : sayStillBroken(state.code, about, say);
    case "failed":
      return connected ? say("repair.repaired", about) : sayFailed(state.reason, about, say);
  }
}

/** A token that Belvo refuses is to the person what a Belvo that is away is: not now. */
function sayFailed(reason: RepairFailure, about: AboutBank, say: Say): string {
  return sayFailure(reason === "belvo_refused" ? "belvo_unreachable" : reason, about, say);
}

function sayStillBroken(code: string | null, about: AboutBank, say: Say): string {
  switch (code) {
    case "login_error":
    case "token_required":
    case "too_many_sessions":
      return say(`repair.stillBroken.${code}`, about);
    case "institution_down":
    case "institution_unavailable":
    case "institution_inactive":
      return say("repair.stillBroken.bank_down", about);
    case null:
    default:
      return say("repair.stillBroken.other", about);
  }
}
