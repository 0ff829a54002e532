import type { MiddlewareHandler } from "hono";
import { routes } from "#contract/routes.ts";
import type { AppEnv, SignedIn } from "../http/app-env.ts";
import { takeUser } from "../http/name-user.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import { hashToken } from "./hash-token.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

interface Dependencies {
  sessions: Sessions;
  cookie: SessionCookie;
  /** Paths that anybody may ask, and that look for a session themselves where they want one. */
  openRoutes?: readonly string[];
}

/** Lets nobody by who has no session, and tells handlers who it is. */
export function requireSession(deps: Dependencies): MiddlewareHandler<AppEnv> {
  const { sessions, cookie, openRoutes = [] } = deps;
  return async (c, next) => {
    if (openRoutes.includes(c.req.path)) return next();

    const token = cookie.read(c);
    if (token === undefined) throw new ProblemError("unauthenticated");
    const user = await sessions.find(token);
    if (!user) throw new ProblemError("unauthenticated");
    takeUser(c, user);
    if (!isInScope(user, c.req.path)) throw new ProblemError("not_found");

    c.set("sessionKey", hashToken(token));
    return next();
  };
}

/**
 * A session for one link reaches that link and what is told of it, and nothing else: an address that
 * is not named here does not exist for it. Lists, repairs and live updates leave out what is not its
 * link's.
 */
function isInScope({ onlyLinkId }: SignedIn, path: string): boolean {
  if (onlyLinkId === null || path === routes.links || path === routes.live) return true;
  const [, api, kind, id = ""] = path.split("/");
  if (api !== "api") return false;
  return kind === "repairs" || (kind === "links" && normalizeId(id) === onlyLinkId);
}
