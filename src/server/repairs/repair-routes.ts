import { RepairOutcome, RepairTicket, WidgetEnd, WidgetEventBatch } from "#contract/repair.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { readBody } from "../http/read-body.ts";
import type { Visit } from "../sync/visit.ts";
import { saveWidgetEvents } from "./save-widget-events.ts";
import { openRepair, type RepairDependencies } from "./open-repair.ts";
import { settleRepair } from "./settle-repair.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";

interface Dependencies extends RepairDependencies {
  visit: Pick<Visit, "ensureKnown">;
  windows: SlidingWindows;
}

/**
 * Openings cost a token and a reading, outcomes a reading; the page asks for an outcome eight times
 * in a minute while Belvo makes up its mind. A person's openings and outcomes of 30 seconds come to
 * fewer calls than `belvo/rate-limiter.ts` has for all. What the widget says costs a write.
 */
const OPENINGS = { limit: 40, windowMs: 10 * 60 * 1000 };
const OPENINGS_AT_ONCE = { limit: 6, windowMs: 30 * 1000 };
/** Of one link: who has to try more often than this is locked out by their bank before. */
const OPENINGS_OF_LINK = { limit: 20, windowMs: 10 * 60 * 1000 };
const OUTCOMES = { limit: 20, windowMs: 60 * 1000 };
const EVENTS = { limit: 120, windowMs: 60 * 1000 };

/** From the press of Update to what became of it. */
export function repairRoutes(deps: Dependencies): App {
  const { visit, windows } = deps;
  const limitOpenings = createUserLimit(windows, "repairs", OPENINGS);
  const limitOpeningsAtOnce = createUserLimit(windows, "repairs at once", OPENINGS_AT_ONCE);
  const limitOpeningsOfLink = createUserLimit(windows, "repairs of a link", OPENINGS_OF_LINK);
  const limitOutcomes = createUserLimit(windows, "outcomes", OUTCOMES);
  const limitEvents = createUserLimit(windows, "widget events", EVENTS);

  const app = createRoutes();
  app.post(routes.repairs, async (c) => {
    const { externalId } = c.get("user");
    await limitOpeningsAtOnce(externalId);
    await limitOpenings(externalId);
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    // With the person's id: a stranger who asks for the link uses nothing of it up.
    await limitOpeningsOfLink(`${externalId} ${own.linkId}`);
    await visit.ensureKnown(own, "repair");
    const ticket = await openRepair(deps, own);
    return c.json(RepairTicket.parse(ticket), 201);
  });
  app.post(routes.repairEvents, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    await limitEvents(externalId);
    const { events } = await readBody(c, WidgetEventBatch);
    const own = { externalId, onlyLinkId, repairId: normalizeId(c.req.param("repairId")) };
    await saveWidgetEvents(deps, own, events);
    return c.body(null, 204);
  });
  app.post(routes.repairOutcome, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    const end = await readBody(c, WidgetEnd);
    await limitOutcomes(externalId);
    const own = { externalId, onlyLinkId, repairId: normalizeId(c.req.param("repairId")) };
    return c.json(RepairOutcome.parse(await settleRepair(deps, own, end)));
  });
  return app;
}
