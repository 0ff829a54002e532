import { acceptsCode, acceptsPassword, asksCodeAtEveryLogin, needsCode } from "../bank/bank.ts";
import type { LoginSessions } from "../bank/login-sessions.ts";
import { apiErrors } from "../http/api-errors.ts";
import { moveLink } from "./link-moves.ts";
import type { ResumeBody, UpdateBody } from "./link-requests.ts";
import type { LinkStore } from "./link-store.ts";
import type { Link } from "./link.ts";
import type { LoginOutcomes } from "./login-outcomes.ts";

/**
 * Everything that logs in at a bank with a link, and so may change its status.
 *
 * Each throws the {@link ApiError} that the caller is to be answered with.
 */
export interface LinkLogins {
  /** New secrets from the person, by `PUT`. */
  update(link: Link, secrets: UpdateBody): Link;
  /** A code for a login that was interrupted, by `PATCH`. */
  resume(body: ResumeBody): Link;
  /** A fetch of data with the secrets that Belvo keeps, by `POST`. */
  fetch(link: Link, code: string | undefined): Link;
}

interface Dependencies {
  links: LinkStore;
  sessions: LoginSessions;
  outcomes: LoginOutcomes;
  now: () => number;
}

export function createLinkLogins({ links, sessions, outcomes, now }: Dependencies): LinkLogins {
  return {
    update(link, { password, token }) {
      requireSecrets(link, password, token);
      outcomes.reachBank();
      if (password !== undefined && !acceptsPassword(link.username, password)) {
        throw outcomes.refusePassword(link);
      }
      const wanted = link.status === "token_required" || needsCode(link.username);
      if (!passesCode(token, wanted)) throw outcomes.askForCode(link);
      return outcomes.connect(link);
    },

    resume({ session: id, link: linkId, token }) {
      const link = links.find(linkId);
      if (link === undefined) throw apiErrors.notFound();
      const session = sessions.take(id, linkId);
      if (session === undefined) throw apiErrors.sessionExpired();
      outcomes.reachBank();

      // A QR code is confirmed on another device: coming back is all that is left to do.
      if (!passesCode(token, session.kind !== "qr")) throw outcomes.askForCode(link);
      return outcomes.connect(link);
    },

    fetch(link, code) {
      if (link.status === "invalid") throw apiErrors.invalidLink();
      if (link.status === "unconfirmed") throw apiErrors.unconfirmedLink();
      outcomes.reachBank();

      const wanted =
        link.status === "token_required" || asksCodeAtEveryLogin(link.institution, link.username);
      if (!passesCode(code, wanted)) {
        throw outcomes.askForCode(links.save(moveLink(link, "token_required")));
      }
      return links.save({ ...moveLink(link, "valid"), lastAccessedAt: now() });
    },
  };
}

/** A code that is not wanted has to be right as well. */
function passesCode(code: string | undefined, wanted: boolean): boolean {
  return code === undefined ? !wanted : acceptsCode(code);
}

/** @throws {ApiError} 400 `required` for the secret that a link of this status cannot do without. */
function requireSecrets(link: Link, password?: string, token?: string): void {
  const missing =
    link.status === "invalid" ? password === undefined : password === undefined && !token;
  if (!missing) return;
  const field = link.status === "token_required" ? "token" : "password";
  throw apiErrors.field(field, "required", "This field is required.");
}
