import { RepairOutcome, RepairTicket, WidgetEnd, WidgetEventBatch } from "#contract/repair.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import type { LinkRefresh } from "../links/link-refresh.ts";
import { keepWidgetEvents } from "./keep-widget-events.ts";
import { openRepair, type RepairDependencies } from "./open-repair.ts";
import { settleRepair } from "./settle-repair.ts";
import { createUserLimit } from "../limits/user-limit.ts";

interface Dependencies extends RepairDependencies {
  refresh: LinkRefresh;
}

/** Openings cost a token each; outcomes are asked for again and again while Belvo makes up its mind. */
const OPENINGS = { limit: 20, windowMs: 10 * 60 * 1000 };
const OUTCOMES = { limit: 60, windowMs: 60 * 1000 };

/** From the press of Update to what became of it. */
export function repairRoutes(deps: Dependencies): App {
  const { now, refresh } = deps;
  const limitOpenings = createUserLimit({ ...OPENINGS, now });
  const limitOutcomes = createUserLimit({ ...OUTCOMES, now });

  const app = createRoutes();
  app.post(routes.repairs, async (c) => {
    const { externalId } = c.get("user");
    limitOpenings(externalId);
    await refresh.ensureKnown(externalId);
    const ticket = await openRepair(deps, { externalId, linkId: c.req.param("linkId") });
    return c.json(RepairTicket.parse(ticket), 201);
  });
  app.post(routes.repairEvents, async (c) => {
    const { externalId } = c.get("user");
    const { events } = await readBody(c, WidgetEventBatch);
    await keepWidgetEvents(deps, { externalId, repairId: c.req.param("repairId") }, events);
    return c.body(null, 204);
  });
  app.post(routes.repairOutcome, async (c) => {
    const { externalId } = c.get("user");
    const end = await readBody(c, WidgetEnd);
    limitOutcomes(externalId);
    const own = { externalId, repairId: c.req.param("repairId") };
    return c.json(RepairOutcome.parse(await settleRepair(deps, own, end)));
  });
  return app;
}
