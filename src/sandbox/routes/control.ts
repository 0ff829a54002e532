import { Hono } from "hono";
import * as v from "valibot";
import { Int } from "../http/formats.ts";
import { Person } from "../demo/person.ts";
import { FaultSettings, Seed } from "../faults/fault-settings.ts";
import { IllegalMoveError, linkBody, olderLink, type Link } from "../links/link.ts";
import { invalidCredentials, tokenRequired } from "../webhooks/webhooks.ts";
import type { Restart, World } from "../world.ts";
import { ControlError, readControlBody as read, refuseForeignPages } from "./control-guard.ts";

/** A year. */
const MOST_ADVANCE_MS = 365 * 24 * 60 * 60 * 1000;

const BreakBody = v.strictObject({ as: v.picklist(["invalid", "token_required"]) });

const WebhookBody = v.strictObject({
  code: v.picklist(["invalid_credentials", "token_required"]),
  times: v.optional(v.pipe(Int, v.minValue(1), v.maxValue(3)), 1),
  delayMs: v.optional(v.pipe(Int, v.minValue(0), v.maxValue(600_000)), 0),
  forged: v.optional(v.boolean(), false),
});

/** No address means no webhooks. */
const TargetBody = v.strictObject({
  url: v.nullable(v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//i), v.maxLength(2_000))),
  authorization: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2_000))),
});

const AdvanceMs = v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_ADVANCE_MS));

const AgeBody = v.strictObject({ ms: AdvanceMs });

const ClockBody = v.strictObject({ advanceMs: AdvanceMs });

const ResetBody = v.strictObject({
  seed: v.optional(Seed),
  people: v.optional(v.pipe(v.array(Person), v.maxLength(100))),
});

interface Options {
  startOver: (restart: Restart) => string;
}

/** The sandbox's own calls. Nothing here is Belvo's, and nothing asks for keys: loopback only. */
export function controlApp(world: World, { startOver }: Options): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    refuseForeignPages(c.req.raw);
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

  app.post("/links/:id/age", async (c) => {
    const { ms } = await read(AgeBody, c.req.raw);
    return c.json(linkBody(world.links.save(olderLink(linkNamed(c.req.param("id")), ms))));
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
