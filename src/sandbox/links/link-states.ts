import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import { ApiError, refusal, requiredFields } from "../http/api-error.ts";
import { hasPasswords } from "../institutions/institution-catalogue.ts";
import { invalidCredentials, tokenRequired, type Webhooks } from "../webhooks/webhooks.ts";
import { acceptsLogin, asksCodeAtEveryLogin, needsCode, passesCode, type Bank } from "./bank.ts";
import { moveLink, type Link, type LinkStore } from "./link.ts";

/** Refused logins that make a link `invalid`. Source: Belvo, errors, `invalid_link`. */
const MAX_FAILED_LOGINS = 6;

/** Source: Belvo's OpenAPI file: one refresh in 10 minutes. */
const COOL_DOWN_MS = 10 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

interface Secrets {
  password?: string | undefined;
  /** What names the person, where there are no passwords. */
  username?: string | undefined;
  username2?: string | undefined;
  /** A code. */
  token?: string | undefined;
}

/** Everything that can change a link's status. Methods throw the `ApiError` for whoever calls. */
export interface LinkStates {
  /** New secrets from the person, by `PUT`. */
  update(link: Link, secrets: Secrets): Link;
  /** A code for a login that was interrupted, by `PATCH`. */
  resume(attempt: { session: string; link: string; token?: string | undefined }): Link;
  /** A fetch of data with the secrets that Belvo keeps, by `POST`. */
  fetch(link: Link, code: string | undefined): Link;
  /** A fetch of all data, at most one in ten minutes; a link that does not work says so first. */
  refresh(link: Link, code: string | undefined): Link;
  /** Takes a link into use, or back into use, and fetches its data if it is recurrent. */
  connect(link: Link): Link;
  /** Counts a refused login; the sixth makes the link `invalid`. @returns What to answer. */
  refuseLogin(link: Link): ApiError;
  /** A refresh by itself that its bank has refused. @throws {IllegalMoveError} */
  break(link: Link, as: "invalid" | "token_required"): Link;
}

interface Dependencies {
  links: LinkStore;
  bank: Bank;
  webhooks: Webhooks;
  faults: Pick<Faults, "settings">;
  clock: Pick<Clock, "schedule">;
  now: () => number;
}

export function createLinkStates(dependencies: Dependencies): LinkStates {
  const { links, bank, webhooks, faults, clock, now } = dependencies;

  /** Takes a link back into use, at once or as late as the faults want it. */
  function reconnect(link: Link): Link {
    const { validLateMs } = faults.settings();
    if (validLateMs === 0) return states.connect(link);
    clock.schedule(() => {
      const known = links.find(link.id);
      if (known) states.connect(known);
    }, validLateMs);
    return link;
  }

  const states: LinkStates = {
    update(link, secrets) {
      const { token, ...login } = secrets;
      requireSecrets(link, secrets);
      bank.reach();
      if (hasLogin(login) && !acceptsLogin({ ...login, username: link.username })) {
        throw states.refuseLogin(link);
      }
      const wanted = link.status === "token_required" || needsCode(link.username);
      if (!passesCode(token, wanted)) throw bank.askForCode(link);
      return reconnect(link);
    },

    resume({ session: id, link: linkId, token }) {
      const link = links.find(linkId);
      if (link === undefined) throw refusal("not_found");
      const session = bank.takeSession(id, linkId);
      if (session === undefined) throw refusal("session_expired");
      bank.reach();
      if (!passesCode(token, session.wantsCode)) throw bank.askForCode(link);
      return reconnect(link);
    },

    fetch(link, code) {
      if (link.status === "invalid") throw refusal("invalid_link");
      if (link.status === "unconfirmed") throw refusal("unconfirmed_link");
      bank.reach();
      const wanted = link.status === "token_required" || asksCodeAtEveryLogin(link);
      if (!passesCode(code, wanted)) {
        throw bank.askForCode(links.save(moveLink(link, "token_required")));
      }
      return links.save({ ...moveLink(link, "valid"), lastAccessedAt: now() });
    },

    refresh(link, code) {
      const waitMs = (link.refreshedAt ?? -Infinity) + COOL_DOWN_MS - now();
      if (link.status === "valid" && waitMs > 0) {
        throw coolingDown(Math.ceil(waitMs / MINUTE_MS));
      }
      return states.connect(links.save({ ...states.fetch(link, code), refreshedAt: now() }));
    },

    connect(link) {
      const valid = moveLink(link, "valid");
      const connected = links.save({ ...valid, lastAccessedAt: now(), failedLogins: 0 });
      if (connected.accessMode === "recurrent") webhooks.sendFresh(connected);
      return connected;
    },

    refuseLogin(link) {
      const failed = { ...link, failedLogins: link.failedLogins + 1 };
      links.save(failed.failedLogins < MAX_FAILED_LOGINS ? failed : moveLink(failed, "invalid"));
      return refusal("login_error");
    },

    break(link, as) {
      const broken = links.save(moveLink(link, as));
      bank.forgetSessions(link.id);
      if (broken.accessMode === "recurrent") {
        webhooks.send(broken, as === "invalid" ? invalidCredentials : tokenRequired);
      }
      return broken;
    },
  };
  return states;
}

function coolingDown(minutes: number): ApiError {
  const message = `The link has already been refreshed. Please wait ${minutes} minutes before trying again.`;
  return new ApiError(409, [{ code: "link_refreshed", message }]);
}

function hasLogin({ password, username }: Secrets): boolean {
  return password !== undefined || username !== undefined;
}

/** @throws {ApiError} 400 `required` for the secret that a link of this status cannot do without. */
function requireSecrets({ institution, status }: Link, secrets: Secrets): void {
  const missing = !hasLogin(secrets) && (status === "invalid" || !secrets.token);
  if (!missing) return;
  const login = hasPasswords(institution) ? "password" : "username";
  throw requiredFields(status === "token_required" ? "token" : login);
}
