import type { Link } from "#contract/link.ts";
import type { Words } from "../words/es.ts";
import type { RepairState } from "./repair-state.ts";

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
export function sayRepair(state: RepairState, link: Link, words: Words): string | null {
  if (state.phase === "idle" || state.linkId !== link.id) return null;
  const { repair } = words;
  const bank = link.bank.name;
  const connected = isUp(link);

  switch (state.phase) {
    case "preparing":
      return repair.preparing(bank);
    case "with_bank":
      return repair.withBank(bank);
    case "confirming":
      return repair.confirming(bank);
    case "repaired":
      if (!connected) return null;
      return state.already ? repair.already(bank) : repair.repaired(bank);
    case "left":
      return connected ? repair.repaired(bank) : repair.left(bank);
    case "still_broken":
      return connected ? repair.repaired(bank) : sayStillBroken(state.code, bank, repair);
    case "failed":
      return connected ? repair.repaired(bank) : sayFailed(state.reason, repair);
  }
}

function sayStillBroken(code: string | null, bank: string, repair: Words["repair"]): string {
  const { stillBroken } = repair;
  switch (code) {
    case "login_error":
      return stillBroken.login_error(bank);
    case "token_required":
      return stillBroken.token_required(bank);
    case "too_many_sessions":
      return stillBroken.too_many_sessions(bank);
    case "institution_down":
    case "institution_unavailable":
    case "institution_inactive":
      return stillBroken.bank_down(bank);
    case null:
    default:
      return stillBroken.other(bank);
  }
}

function sayFailed(reason: string, { failed }: Words["repair"]): string {
  return Object.entries(failed).find(([key]) => key === reason)?.[1] ?? failed.other;
}
