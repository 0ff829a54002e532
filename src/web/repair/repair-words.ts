import type { Link } from "#contract/link.ts";
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
  const bank = link.bank.name;
  const connected = isUp(link);

  switch (state.phase) {
    case "preparing":
      return say("repair.preparing", { bank });
    case "with_bank":
      return say("repair.withBank", { bank });
    case "confirming":
      return say("repair.confirming", { bank });
    case "hosted_ready":
      return connected ? say("repair.repaired", { bank }) : say("repair.hostedAlone", { bank });
    case "away":
      return connected ? say("repair.repaired", { bank }) : say("repair.away", { bank });
    case "repaired":
      if (!connected) return null;
      return state.already ? say("repair.already", { bank }) : say("repair.repaired", { bank });
    case "left":
      return connected ? say("repair.repaired", { bank }) : say("repair.left", { bank });
    case "still_broken":
      return connected ? say("repair.repaired", { bank }) : sayStillBroken(state.code, bank, say);
    case "failed":
      return connected ? say("repair.repaired", { bank }) : sayFailed(state.reason, say);
  }
}

/** A token that Belvo refuses is to the person what a Belvo that is away is: not now. */
function sayFailed(reason: RepairFailure, say: Say): string {
  return sayFailure(reason === "belvo_refused" ? "belvo_unreachable" : reason, say);
}

function sayStillBroken(code: string | null, bank: string, say: Say): string {
  switch (code) {
    case "login_error":
    case "token_required":
    case "too_many_sessions":
      return say(`repair.stillBroken.${code}`, { bank });
    case "institution_down":
    case "institution_unavailable":
    case "institution_inactive":
      return say("repair.stillBroken.bank_down", { bank });
    case null:
    default:
      return say("repair.stillBroken.other", { bank });
  }
}
