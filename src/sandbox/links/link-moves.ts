import type { Link, LinkStatus } from "./link.ts";

/**
 * Where a link may go from each status; staying is always allowed.
 *
 * Nothing leads back to `unconfirmed`, and a link that was never finished cannot have run out of a
 * token: it has to be finished first.
 */
const MOVES: Readonly<Record<LinkStatus, readonly LinkStatus[]>> = {
  valid: ["invalid", "token_required"],
  invalid: ["valid", "token_required"],
  token_required: ["valid", "invalid"],
  unconfirmed: ["valid", "invalid"],
};

/** A move that no bank could have caused. */
export class IllegalMoveError extends Error {
  override readonly name = "IllegalMoveError";
}

export function mayMove(from: LinkStatus, to: LinkStatus): boolean {
  return from === to || MOVES[from].includes(to);
}

/** @throws {IllegalMoveError} When the table has no such move. */
export function moveLink(link: Link, status: LinkStatus): Link {
  if (!mayMove(link.status, status)) {
    throw new IllegalMoveError(`A link that is ${link.status} cannot become ${status}.`);
  }
  return { ...link, status };
}
