import type { Context } from "hono";
import type { AppEnv, SignedIn } from "../http/app-env.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

export interface SessionLookup {
  sessions: Pick<Sessions, "find">;
  cookie: Pick<SessionCookie, "read">;
}

/** Says who is signed in to the browser that asks; `null` for nobody. */
export async function findSignedIn(
  c: Context<AppEnv>,
  { sessions, cookie }: SessionLookup,
): Promise<SignedIn | null> {
  const token = cookie.read(c);
  return token === undefined ? null : sessions.find(token);
}
