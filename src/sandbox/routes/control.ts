import { Hono } from "hono";
import * as z from "zod";
import { Person } from "../demo/person.ts";
import { FaultSettings, Seed } from "../faults/fault-settings.ts";
import { IllegalMoveError, linkBody, type Link } from "../links/link.ts";
import { invalidCredentials, tokenRequired } from "../webhooks/webhooks.ts";
import type { Restart, World } from "../world.ts";
import { ControlError, readControlBody as read, refuseStrangers } from "./control-guard.ts";

/** A year. */
const MOST_ADVANCE_MS = 365 * 24 * 60 * 60 * 1000;

const BreakBody = z.strictObject({ as: z.enum(["invalid", "token_required"]) });

const WebhookBody = z.strictObject({
  code: z.enum(["invalid_credentials", "token_required"]),
  times: z.int().min(1).max(3).default(1),
  delayMs: z.int().min(0).max(600_000).default(0),
  forged: z.boolean().default(false),
});

/** No address means no webhooks. */
const TargetBody = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
  authorization: z.string().min(1).max(2_000).optional(),
});

const ClockBody = z.strictObject({ advanceMs: z.number().min(0).max(MOST_ADVANCE_MS) });

const ResetBody = z.strictObject({
  seed: Seed.optional(),
  people: z.array(Person).max(100).optional(),
});

interface Options {
  startOver: (restart: Restart) => string;
  /** Host names by which these calls may be made, besides those of this machine. */
  hosts: readonly string[];
}

/** The sandbox's own calls. Nothing here is Belvo's, and nothing asks for keys: loopback only. */
export function controlApp(world: World, { startOver, hosts }: Options): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    refuseStrangers(c.req.raw, hosts);
    await next();
  });

  function linkNamed(id: string): Link {
    const link = world.links.find(id);
    if (link === undefined) throw new ControlError(404, "There is no such link.");
    return link;
  }

  app.get("/users", (c) => c.json(world.people.map(userBody)));

  app.post("/links/:id/break", async (c) => {
    const { as } = await read(BreakBody, c.req.raw);
    return c.json(linkBody(world.states.break(linkNamed(c.req.param("id")), as)));
  });

  app.post("/links/:id/webhook", async (c) => {
    const { code, ...order } = await read(WebhookBody, c.req.raw);
    const event = code === "invalid_credentials" ? invalidCredentials : tokenRequired;
    const goesOut = world.webhooks.sendAsTold(linkNamed(c.req.param("id")), event, order);
    return c.json({ sent: goesOut ? order.times : 0 });
  });

  app.post("/links/:id/fetched", (c) => {
    const link = linkNamed(c.req.param("id"));
    return c.json(linkBody(world.links.save({ ...link, lastAccessedAt: world.now() })));
  });

  app.post("/tokens/expire", (c) => c.json({ expired: world.tokens.expireAll() }));

  app.post("/webhooks", async (c) => {
    const { url, authorization } = await read(TargetBody, c.req.raw);
    world.webhooks.register(url === null ? null : { url, authorization });
    return c.json({ url, authorized: url !== null && Boolean(authorization) });
  });

  app.get("/webhooks", (c) => {
    const target = world.webhooks.target();
    return c.json({ aimed: target !== undefined, url: target?.url ?? null });
  });

  app.get("/faults", (c) => c.json(world.faults.settings()));

  app.put("/faults", async (c) => {
    const settings = await read(FaultSettings, c.req.raw);
    world.faults.set(settings, settings.seed ?? world.newId());
    return c.json(world.faults.settings());
  });

  app.post("/clock", async (c) => {
    const { advanceMs } = await read(ClockBody, c.req.raw);
    await world.clock.advance(advanceMs);
    return c.json({ now: new Date(world.now()).toISOString() });
  });

  app.post("/reset", async (c) => c.json({ seed: startOver(await read(ResetBody, c.req.raw)) }));

  app.onError((error) => {
    if (error instanceof IllegalMoveError) {
      return Response.json({ message: error.message, issues: [] }, { status: 409 });
    }
    if (!(error instanceof ControlError)) throw error;
    const { message, issues, status } = error;
    return Response.json({ message, issues }, { status });
  });
  return app;
}

function userBody({ externalId, name, situation = "other" }: Person) {
  return { external_id: externalId, name, situation };
}
