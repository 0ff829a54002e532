import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { USER_HEADER } from "#contract/session.ts";
import type { AppEnv, SignedIn } from "./app-env.ts";
import { ProblemError } from "./problem-error.ts";

const KEY_LENGTH = 22;

/** Tells people apart without a word of who they are: a host's id may be an e-mail address. */
export function userKey({ externalId }: Pick<SignedIn, "externalId">): string {
  const hash = createHash("sha256").update(`relink-user:${externalId}`).digest("base64url");
  return hash.slice(0, KEY_LENGTH);
}

/** Names on each answer, refusals among them, the person whom it is for. */
export const nameUser: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  // Typed as always there; only a route that knows the session has put it there.
  if ("user" in c.var) c.res.headers.set(USER_HEADER, userKey(c.var.user));
};

/**
 * Takes the person who is there as the one whom a request is from, and its answer for.
 *
 * @throws {ProblemError} When the request names somebody else: a page that shows another person sent it.
 */
export function takeUser(c: Context<AppEnv>, user: SignedIn): void {
  c.set("user", user);
  const named = c.req.header(USER_HEADER);
  if (named !== undefined && named !== userKey(user)) throw new ProblemError("not_found");
}
