import * as v from "valibot";
import { Handoff } from "#contract/handoff.ts";
import { routes } from "#contract/routes.ts";
import { addressOf, createLoginLink, type LoginLinkOptions } from "../access/login-links.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import type { SecurityLog } from "../http/security-log.ts";
import type { LinkView } from "../links/read-links.ts";
import type { Visit } from "../sync/visit.ts";
import { ensureSeenBroken } from "./open-repair.ts";

/** Long enough to take a phone out, and no longer than the person stays beside the screen. */
const LIFE_MS = 2 * 60 * 1000;
const HANDOFFS = { limit: 10, windowMs: 10 * 60 * 1000 };

interface Dependencies extends LoginLinkOptions, LinkView {
  publicUrl: string;
  visit: Pick<Visit, "ensureKnown">;
  windows: SlidingWindows;
  security: SecurityLog;
}

/**
 * Takes a repair to the person's phone: a login link for that one bank, which opens once, soon, and only
 * while the session lasts that made it. Who can ask for one sees the link already; the phone sees no more
 * than that.
 */
export function handoffRoutes(deps: Dependencies): App {
  const { publicUrl, visit, windows, security, now } = deps;
  const limitHandoffs = createUserLimit(windows, "handoffs", HANDOFFS);

  const app = createRoutes();
  app.post(routes.handoff, async (c) => {
    const { externalId, name, locale, theme } = c.get("user");
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    await limitHandoffs(externalId);
    await visit.ensureKnown(own);
    await ensureSeenBroken(deps, own);
    // Who is done on the phone comes back to this screen, and not to where the host has its people.
    const user = { externalId, name, onlyLinkId: own.linkId, returnUrl: null, locale, theme };
    const terms = { lifeMs: LIFE_MS, openings: 1, madeBy: c.get("sessionKey") };
    const loginLink = await createLoginLink(deps, user, now(), terms);
    security(c, "auth.handoff");
    const { expiresAt } = loginLink;
    return c.json(v.parse(Handoff, { url: addressOf(loginLink, publicUrl), expiresAt }), 201);
  });
  return app;
}
