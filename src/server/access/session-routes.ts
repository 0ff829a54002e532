import type { Context } from "hono";
import { routes } from "#contract/routes.ts";
import { EnteredSession, EnterSession, Session, type DemoUser } from "#contract/session.ts";
import { createRoutes, type App, type AppEnv, type SignedIn } from "../http/app-env.ts";
import { userKey } from "../http/name-user.ts";
import { readBody } from "../http/read-body.ts";
import type { Store } from "../store/open-store.ts";
import { redeemLoginLink } from "./login-links.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

/** What signs somebody in. */
interface SignInDependencies {
  sessions: Sessions;
  cookie: SessionCookie;
  /** The people to choose from; `null` in every mode but the demo. */
  demoUsers: (() => Promise<DemoUser[]>) | null;
  /** Where Belvo's script is, what may run it, and how it is used. */
  widget: Pick<Session, "widgetUrl" | "widgetOrigins" | "widgetMode" | "preparesRepairs">;
}

interface Dependencies extends SignInDependencies {
  store: Store;
  now: () => number;
}

/** Who the browser is, the way in by a login link, and the way out. */
export function sessionRoutes(deps: Dependencies): App {
  const { sessions, cookie } = deps;

  const app = createRoutes();
  app.get(routes.session, async (c) => {
    const token = cookie.read(c);
    const user = token === undefined ? null : await sessions.find(token);
    return c.json(await describeSession(c, deps, user));
  });
  app.post(routes.session, async (c) => {
    const { code } = await readBody(c, EnterSession);
    const user = await redeemLoginLink(deps, code);
    const session = (await widerSession(c, deps, user)) ?? (await signIn(c, deps, user));
    return c.json(EnteredSession.parse({ ...session, linkId: user.onlyLinkId }), 201);
  });
  app.delete(routes.session, async (c) => {
    const token = cookie.read(c);
    if (token !== undefined) {
      const user = c.req.query("everywhere") === "true" ? await sessions.find(token) : null;
      await (user ? sessions.endAll(user) : sessions.end(token));
    }
    cookie.clear(c);
    return c.body(null, 204);
  });
  return app;
}

/** Who is in already, and sees more than a login link lets them see, goes on seeing it. */
async function widerSession(
  c: Context<AppEnv>,
  deps: Dependencies,
  { externalId, onlyLinkId }: SignedIn,
): Promise<Session | null> {
  const token = deps.cookie.read(c);
  if (onlyLinkId === null || token === undefined) return null;
  const user = await deps.sessions.find(token);
  const isWider = user?.externalId === externalId && user.onlyLinkId === null;
  return isWider ? describeSession(c, deps, user) : null;
}

/** Begins a session for somebody, and ends the one that the browser had. */
export async function signIn(
  c: Context<AppEnv>,
  deps: SignInDependencies,
  user: SignedIn,
): Promise<Session> {
  const { sessions, cookie } = deps;
  cookie.write(c, await sessions.begin(user, cookie.read(c)));
  return describeSession(c, deps, user);
}

async function describeSession(
  c: Context<AppEnv>,
  { demoUsers, widget }: SignInDependencies,
  user: SignedIn | null,
): Promise<Session> {
  if (user) c.set("user", user);
  return Session.parse({
    user: user && {
      id: user.externalId,
      key: userKey(user),
      name: user.name,
      onlyLinkId: user.onlyLinkId,
    },
    demoUsers: demoUsers ? await demoUsers() : null,
    ...widget,
  });
}
