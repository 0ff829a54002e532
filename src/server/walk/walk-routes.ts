import { routes } from "#contract/routes.ts";
import { SkipStep, WalkAnswer } from "#contract/walk.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import { createUserLimit } from "../limits/user-limit.ts";
import type { LinkRefresh } from "../links/link-refresh.ts";
import { beginWalk, endWalk, skipStep, type WalkDependencies } from "./change-walk.ts";
import { readWalk } from "./read-walk.ts";

/** A press each, and a write. */
const CHANGES = { limit: 120, windowMs: 60_000 };

interface Dependencies extends WalkDependencies {
  refresh: LinkRefresh;
}

/** "Repair all": one broken link after the other, on whichever device the person goes on. */
export function walkRoutes(deps: Dependencies): App {
  const { store, refresh, now } = deps;
  const limit = createUserLimit({ ...CHANGES, now });
  const answer = (walk: WalkAnswer["walk"]) => WalkAnswer.parse({ walk });

  const app = createRoutes();
  app.get(routes.walk, async (c) => {
    const { externalId } = c.get("user");
    await refresh.refresh(externalId);
    return c.json(answer(await readWalk(store, externalId, deps)));
  });
  app.post(routes.walk, async (c) => {
    const { externalId } = c.get("user");
    limit(externalId);
    await refresh.refresh(externalId);
    const { walk, isNew } = await beginWalk(deps, externalId);
    return c.json(answer(walk), isNew ? 201 : 200);
  });
  app.delete(routes.walk, async (c) => {
    const { externalId } = c.get("user");
    limit(externalId);
    await endWalk(deps, externalId);
    return c.body(null, 204);
  });
  app.post(routes.walkSkips, async (c) => {
    const { externalId } = c.get("user");
    limit(externalId);
    const { linkId } = await readBody(c, SkipStep);
    return c.json(answer(await skipStep(deps, { externalId, linkId }, true)));
  });
  app.delete(routes.walkSkip, async (c) => {
    const { externalId } = c.get("user");
    limit(externalId);
    const linkId = c.req.param("linkId");
    return c.json(answer(await skipStep(deps, { externalId, linkId }, false)));
  });
  return app;
}
