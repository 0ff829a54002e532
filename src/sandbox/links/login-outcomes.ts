import { codeKindOf } from "../bank/bank.ts";
import type { LoginSessions } from "../bank/login-sessions.ts";
import { tokenRequired } from "../bank/token-required.ts";
import type { Faults } from "../faults/create-faults.ts";
import type { ApiError } from "../http/api-error.ts";
import { apiErrors } from "../http/api-errors.ts";
import { moveLink } from "./link-moves.ts";
import type { LinkStore } from "./link-store.ts";
import type { Link } from "./link.ts";

/** Refused passwords that make a link `invalid`. Source: Belvo, errors, `invalid_link`. */
const MAX_FAILED_LOGINS = 6;

/** What comes of a login at a bank. */
export interface LoginOutcomes {
  /**
   * Has to go well before a bank judges any secret; otherwise nothing is counted and nothing moves.
   *
   * @throws {ApiError} What the dial `loginError` asks for.
   */
  reachBank(): void;
  /** Takes a link into use, or back into use, and fetches its data if it is recurrent. */
  connect(link: Link): Link;
  /** Counts a refused password; the sixth makes the link `invalid`. */
  refusePassword(link: Link): ApiError;
  /** Interrupts a login to ask for a code. */
  askForCode(link: Link): ApiError;
}

interface Dependencies {
  faults: Pick<Faults, "nextLogin">;
  links: LinkStore;
  sessions: LoginSessions;
  now: () => number;
  /** Called when a recurrent link is in use again: its data is fetched from the start. */
  onConnected: (link: Link) => void;
}

export function createLoginOutcomes(world: Dependencies): LoginOutcomes {
  const { faults, links, sessions, now, onConnected } = world;
  return {
    reachBank() {
      const error = faults.nextLogin();
      if (error) throw error;
    },
    connect(link) {
      const valid = moveLink(link, "valid");
      const connected = links.save({ ...valid, lastAccessedAt: now(), failedLogins: 0 });
      if (connected.accessMode === "recurrent") onConnected(connected);
      return connected;
    },
    refusePassword(link) {
      const failed = { ...link, failedLogins: link.failedLogins + 1 };
      links.save(failed.failedLogins < MAX_FAILED_LOGINS ? failed : moveLink(failed, "invalid"));
      return apiErrors.loginError();
    },
    askForCode(link) {
      const kind = codeKindOf(link.username);
      return tokenRequired(link.id, sessions.open(link.id, kind), kind);
    },
  };
}
