import type { Context } from "hono";
import * as v from "valibot";
import { routes } from "#contract/routes.ts";
import { EnteredSession, EnterSession, LoginLinkPreview } from "#contract/entry.ts";
import { Session, type DemoUser } from "#contract/session.ts";
import { createRoutes, type App, type AppEnv, type SignedIn } from "../http/app-env.ts";
import { takeUser, userKey } from "../http/name-user.ts";
import { readBody } from "../http/read-body.ts";
import type { SecurityLog } from "../http/security-log.ts";
import { findLink, type LinkView } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";
import { readLoginLink, redeemLoginLink } from "./login-links.ts";
import { findSignedIn } from "./find-signed-in.ts";
import type { SessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

/** What a session has that is the same for everybody. */
export interface SessionDetails {
  /** The people to choose from; `null` in every mode but the demo. */
  demoUsers: (() => Promise<DemoUser[]>) | null;
  /** Where Belvo's script is, what may run it, and how it is used. */
  widget: Pick<Session, "widgetUrl" | "widgetOrigins" | "widgetMode" | "preparesRepairs">;
}

/** What signs somebody in. */
interface SignInDependencies extends SessionDetails {
  sessions: Sessions;
  cookie: SessionCookie;
}

interface Dependencies extends SignInDependencies, LinkView {
  store: Store;
  security: SecurityLog;
}

/** Who the browser is, the way in by a login link, and the way out. */
export function sessionRoutes(deps: Dependencies): App {
  const { sessions, cookie, security } = deps;

  const app = createRoutes();
  app.get(routes.session, async (c) => {
    return c.json(await describeSession(c, deps, await findSignedIn(c, deps)));
  });
  app.post(routes.loginLinkPreview, async (c) => {
    const { code } = await readBody(c, EnterSession);
    return c.json(await previewOf(c, deps, await readLoginLink(deps, code)));
  });
  app.post(routes.session, async (c) => {
    const { code } = await readBody(c, EnterSession);
    const user = await redeemLoginLink(deps, code);
    const session = (await widerSession(c, deps, user)) ?? (await signIn(c, deps, user));
    security(c, "auth.login", { scope: user.onlyLinkId === null ? "all links" : "one link" });
    return c.json(v.parse(EnteredSession, { ...session, linkId: user.onlyLinkId }), 201);
  });
  app.delete(routes.session, async (c) => {
    const token = cookie.read(c);
    if (token !== undefined) {
      const user = await sessions.find(token);
      if (user) takeUser(c, user);
      const isEverywhere = user !== null && c.req.query("everywhere") === "true";
      await (isEverywhere ? sessions.endAll(user) : sessions.end(token));
      if (user) security(c, isEverywhere ? "auth.logout_everywhere" : "auth.logout");
    }
    cookie.clear(c);
    return c.body(null, 204);
  });
  return app;
}

async function previewOf(
  c: Context<AppEnv>,
  deps: Dependencies,
  { externalId, name, onlyLinkId: linkId, ...choices }: SignedIn,
): Promise<LoginLinkPreview> {
  const present = await findSignedIn(c, deps);
  const link = linkId === null ? null : await findLink(deps.store, { externalId, linkId }, deps);
  return v.parse(LoginLinkPreview, {
    ...choices,
    name,
    bank: link && { ...link.bank, state: link.state, connectedAt: link.connectedAt },
    replaces: present && present.externalId !== externalId ? { name: present.name } : null,
  });
}

/**
 * Who is in already, and sees more than a login link lets them see, goes on seeing it; of the page, the
 * host's latest word goes.
 */
async function widerSession(
  c: Context<AppEnv>,
  deps: Dependencies,
  { externalId, onlyLinkId, returnUrl, locale, theme }: SignedIn,
): Promise<Session | null> {
  if (onlyLinkId === null) return null;
  const token = deps.cookie.read(c);
  const user = token === undefined ? null : await deps.sessions.find(token);
  if (token === undefined || user?.externalId !== externalId || user.onlyLinkId !== null)
    return null;
  const choices = {
    returnUrl: returnUrl ?? user.returnUrl,
    locale: locale ?? user.locale,
    theme: theme ?? user.theme,
  };
  await deps.sessions.choose(token, choices);
  return describeSession(c, deps, { ...user, ...choices });
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
  deps: SessionDetails,
  user: SignedIn | null,
): Promise<Session> {
  if (user) c.set("user", user);
  return sessionOf(deps, user);
}

/** What the page needs to know to start, for somebody or for nobody. */
export async function sessionOf(
  { demoUsers, widget }: SessionDetails,
  user: SignedIn | null,
): Promise<Session> {
  return v.parse(Session, {
    user: user && { ...user, id: user.externalId, key: userKey(user) },
    demoUsers: demoUsers ? await demoUsers() : null,
    ...widget,
  });
}
