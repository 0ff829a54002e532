import {
  HostedRepair,
  HostedReturn,
  OpenRepair,
  RepairOutcome,
  RepairTicket,
  ReturnAnswer,
  WidgetEnd,
  WidgetEventBatch,
} from "#contract/repair.ts";
import { routes } from "#contract/routes.ts";
import type { Context } from "hono";
import * as v from "valibot";
import { createRoutes, type App, type AppEnv, type SignedIn } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readBody, readJson } from "../http/read-body.ts";
import type { Visit } from "../sync/visit.ts";
import { saveWidgetEvents } from "./save-widget-events.ts";
import { openHostedRepair, takeReturn } from "./hosted-repairs.ts";
import { createHostedPage } from "./hosted-widget.ts";
import { createTokenMint } from "./mint-token.ts";
import { openPrepared, prepareRepair } from "./prepared-repairs.ts";
import { findRepair } from "./find-repair.ts";
import { openRepair, type RepairDependencies } from "./open-repair.ts";
import { settleRepair } from "./settle-repair.ts";
import type { WidgetMode } from "#contract/session.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import { findSignedIn, type SessionLookup } from "../access/find-signed-in.ts";
import type { Log } from "../http/log.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";

interface Dependencies extends Omit<RepairDependencies, "mint">, SessionLookup {
  belvo: Pick<BelvoClient, "createUpdateToken">;
  hosted: Omit<Parameters<typeof createHostedPage>[0], "randomToken">;
  widgetMode: WidgetMode;
  preparesRepairs: boolean;
  visit: Pick<Visit, "ensureKnown">;
  windows: SlidingWindows;
  log: Log;
  randomToken: () => string;
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
/**
 * Who points at many buttons prepares repairs that nobody asked for: as many as may be pressed. Of one
 * link fewer are needed, since the page keeps its ticket.
 */
const PREPARED = { limit: 30, windowMs: 10 * 60 * 1000 };
const PREPARED_AT_ONCE = { limit: 6, windowMs: 30 * 1000 };
const PREPARED_OF_LINK = { limit: 5, windowMs: 60 * 1000 };
const OUTCOMES = { limit: 20, windowMs: 60 * 1000 };
const EVENTS = { limit: 120, windowMs: 60 * 1000 };

const HOSTED_OFF = "BELVO_WIDGET_MODE leaves out Belvo's own page";
const PREPARING_OFF = "PREPARE_REPAIRS leaves out preparing";
const PREPARING_HOSTED = "only the widget in a frame of ours is prepared";

/** From the press of Update to what became of it. */
export function repairRoutes(given: Dependencies): App {
  const { visit, windows, hosted, randomToken } = given;
  const deps = {
    ...given,
    mint: createTokenMint(given),
    hostedPage: createHostedPage({ ...hosted, randomToken }),
  };
  const limitOpenings = createUserLimit(windows, "repairs", OPENINGS);
  const limitOpeningsAtOnce = createUserLimit(windows, "repairs at once", OPENINGS_AT_ONCE);
  const limitOpeningsOfLink = createUserLimit(windows, "repairs of a link", OPENINGS_OF_LINK);
  const limitPrepared = createUserLimit(windows, "prepared repairs", PREPARED);
  const limitPreparedAtOnce = createUserLimit(windows, "prepared at once", PREPARED_AT_ONCE);
  const limitPreparedOfLink = createUserLimit(windows, "prepared of link", PREPARED_OF_LINK);
  const limitOutcomes = createUserLimit(windows, "outcomes", OUTCOMES);
  const limitEvents = createUserLimit(windows, "widget events", EVENTS);

  async function prepare(user: SignedIn, linkId: string, how: OpenRepair): Promise<RepairTicket> {
    const { externalId, onlyLinkId } = user;
    const reason = how.widget === "hosted" ? PREPARING_HOSTED : PREPARING_OFF;
    if (how.widget === "hosted" || !deps.preparesRepairs || deps.widgetMode === "hosted") {
      throw new ProblemError("invalid_request", { field: "prepare", reason });
    }
    await limitPreparedAtOnce(externalId);
    await limitPrepared(externalId);
    await limitPreparedOfLink(`${externalId} ${linkId}`);
    await visit.ensureKnown({ externalId, linkId }, "intent");
    return v.parse(RepairTicket, await prepareRepair(deps, { externalId, onlyLinkId, linkId }));
  }

  const app = createRoutes();
  app.post(routes.repairs, async (c) => {
    const user = c.get("user");
    const { externalId } = user;
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    const how = await readHow(c);
    if (how.prepare === true) return c.json(await prepare(user, own.linkId, how), 201);
    await limitOpeningsAtOnce(externalId);
    await limitOpenings(externalId);
    // With the person's id: a stranger who asks for the link uses nothing of it up.
    await limitOpeningsOfLink(`${externalId} ${own.linkId}`);
    await visit.ensureKnown(own, "repair");
    if (how.widget !== "hosted") {
      return c.json(v.parse(RepairTicket, await openRepair(deps, own)), 201);
    }
    if (deps.widgetMode === "embedded") {
      throw new ProblemError("invalid_request", { field: "widget", reason: HOSTED_OFF });
    }
    return c.json(v.parse(HostedRepair, await openHostedRepair(deps, own, how)), 201);
  });
  app.post(routes.returns, async (c) => {
    const returned = await readBody(c, HostedReturn);
    const user = await findSignedIn(c, deps);
    if (user) c.set("user", user);
    return c.json(v.parse(ReturnAnswer, await takeReturn(deps, returned, user)));
  });
  app.post(routes.repairOpening, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    await limitEvents(externalId);
    const own = { externalId, onlyLinkId, repairId: normalizeId(c.req.param("repairId")) };
    await openPrepared(deps, own, { onPress: true });
    await findRepair(deps.store, own);
    return c.body(null, 204);
  });
  app.post(routes.repairEvents, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    await limitEvents(externalId);
    const { events } = await readBody(c, WidgetEventBatch);
    const own = { externalId, onlyLinkId, repairId: normalizeId(c.req.param("repairId")) };
    await openPrepared(deps, own, { onPress: false });
    await saveWidgetEvents(deps, own, events);
    return c.body(null, 204);
  });
  app.post(routes.repairOutcome, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    const end = await readBody(c, WidgetEnd);
    await limitOutcomes(externalId);
    const own = { externalId, onlyLinkId, repairId: normalizeId(c.req.param("repairId")) };
    await openPrepared(deps, own, { onPress: false });
    return c.json(v.parse(RepairOutcome, await settleRepair(deps, own, end)));
  });
  return app;
}

/** Who sends no body asks for the widget in a frame of ours. */
async function readHow(c: Context<AppEnv>): Promise<OpenRepair> {
  const body = await readJson(c.req.raw);
  if (body === undefined) return {};
  const how = v.safeParse(OpenRepair, body);
  if (!how.success) throw new ProblemError("invalid_request", { reason: "an unknown way to open" });
  return how.output;
}
