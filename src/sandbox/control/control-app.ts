import { Hono } from "hono";
import { demoUsers } from "../demo/demo-users.ts";
import { Dials } from "../faults/dials.ts";
import { IllegalMoveError } from "../links/link-moves.ts";
import type { World } from "../world.ts";
import { ControlError } from "./control-error.ts";
import { ClockBody, ResetBody, WebhooksBody } from "./control-requests.ts";
import { linkControls } from "./link-controls.ts";
import { readControlBody as read } from "./read-control-body.ts";

/** The sandbox's own calls. Nothing here is Belvo's, and nothing asks for keys: loopback only. */
export function controlApp(world: World, startOver: (seed: string | undefined) => string): Hono {
  const app = new Hono();

  app.get("/_sandbox/users", (c) => c.json(demoUsers.map(userBody)));
  app.route("/", linkControls(world));

  app.post("/_sandbox/tokens/expire", (c) => c.json({ expired: world.tokens.expireAll() }));

  app.post("/_sandbox/webhooks", async (c) => {
    const { url, authorization } = await read(WebhooksBody, c.req.raw);
    world.webhooks.aim(url === null ? null : { url, authorization });
    return c.json({ url, authorized: url !== null && Boolean(authorization) });
  });

  app.get("/_sandbox/webhooks", (c) => {
    const target = world.webhooks.target();
    return c.json({ aimed: target !== undefined, url: target?.url ?? null });
  });

  app.get("/_sandbox/faults", (c) => c.json(world.faults.dials()));

  app.put("/_sandbox/faults", async (c) => {
    const dials = await read(Dials, c.req.raw);
    world.faults.turn(dials, dials.seed ?? world.newId());
    return c.json(world.faults.dials());
  });

  app.post("/_sandbox/clock", async (c) => {
    const { advanceMs } = await read(ClockBody, c.req.raw);
    world.clock.advance(advanceMs);
    return c.json({ now: new Date(world.now()).toISOString() });
  });

  app.post("/_sandbox/reset", async (c) => {
    const { seed } = await read(ResetBody, c.req.raw);
    return c.json({ seed: startOver(seed) });
  });

  return app;
}

/** Answers what went wrong in a call of {@link controlApp}; `undefined` for what was not its own. */
export function controlErrorResponse(error: unknown): Response | undefined {
  if (error instanceof IllegalMoveError) {
    return Response.json({ message: error.message, issues: [] }, { status: 409 });
  }
  if (!(error instanceof ControlError)) return undefined;
  return Response.json({ message: error.message, issues: error.issues }, { status: error.status });
}

function userBody({ externalId, name, situation }: (typeof demoUsers)[number]) {
  return { external_id: externalId, name, situation };
}
