import * as v from "valibot";
import { routes } from "#contract/routes.ts";
import { SkipStep, RepairAllAnswer } from "#contract/repair-all.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { readBody } from "../http/read-body.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import type { Visit } from "../sync/visit.ts";
import {
  beginRepairAll,
  endRepairAll,
  skipStep,
  type RepairAllDependencies,
} from "./change-repair-all.ts";
import { readRepairAll } from "./read-repair-all.ts";

/** A press each, and a write. */
const CHANGES = { limit: 120, windowMs: 60_000 };

interface Dependencies extends RepairAllDependencies {
  visit: Pick<Visit, "refresh">;
  windows: SlidingWindows;
}

/** "Repair all": one broken link after the other, on whichever device the person goes on. */
export function repairAllRoutes(deps: Dependencies): App {
  const { store, visit, windows } = deps;
  const limit = createUserLimit(windows, "repair-all changes", CHANGES);
  const answer = (repairAll: RepairAllAnswer["repairAll"]) =>
    v.parse(RepairAllAnswer, { repairAll });

  const app = createRoutes();
  app.get(routes.repairAll, async (c) => {
    const { externalId } = c.get("user");
    await visit.refresh(externalId);
    return c.json(answer(await readRepairAll(store, externalId, deps)));
  });
  app.post(routes.repairAll, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    await visit.refresh(externalId);
    const { repairAll, isNew } = await beginRepairAll(deps, externalId);
    return c.json(answer(repairAll), isNew ? 201 : 200);
  });
  app.delete(routes.repairAll, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    await endRepairAll(deps, externalId);
    return c.body(null, 204);
  });
  app.post(routes.repairAllSkips, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    const linkId = normalizeId((await readBody(c, SkipStep)).linkId);
    c.set("namedLinkId", linkId);
    return c.json(answer(await skipStep(deps, { externalId, linkId }, true)));
  });
  app.delete(routes.repairAllSkip, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    const linkId = normalizeId(c.req.param("linkId"));
    return c.json(answer(await skipStep(deps, { externalId, linkId }, false)));
  });
  return app;
}
