import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import { hashToken } from "./hash-token.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { SessionKeeper } from "./session-keeper.ts";

interface Dependencies {
  sessions: SessionKeeper;
  cookie: SessionCookie;
}

/** Lets nobody by who has no session, and tells handlers who it is. */
export function requireSession({ sessions, cookie }: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = cookie.read(c);
    if (token === undefined) throw new ProblemError("unauthenticated");
    const user = await sessions.find(token);
    if (!user) throw new ProblemError("unauthenticated");

    c.set("user", user);
    c.set("sessionKey", hashToken(token));
    await next();
  };
}
