import { Hono } from "hono";
import type { ZodType } from "zod";
import { demoUsers } from "../demo/demo-users.ts";
import { Dials } from "../faults/dials.ts";
import { IllegalMoveError, moveLink } from "../links/link-moves.ts";
import { linkBody, type Link } from "../links/link.ts";
import { invalidCredentials, tokenRequiredEvent } from "../webhooks/webhook-events.ts";
import type { World } from "../world.ts";
import { BreakBody, ClockBody, ResetBody, WebhooksBody } from "./control-requests.ts";

/** Who uses these calls made a mistake, and is told which. */
class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly issues: readonly string[];

  constructor(status: number, message: string, issues: readonly string[] = []) {
    super(message);
    this.status = status;
    this.issues = issues;
  }
}

/** The sandbox's own calls. Nothing here is Belvo's, and nothing asks for keys: loopback only. */
export function controlApp(world: World, startOver: (seed: string | undefined) => string): Hono {
  const app = new Hono();

  app.get("/_sandbox/users", (c) => c.json(demoUsers.map(userBody)));

  app.post("/_sandbox/links/:id/break", async (c) => {
    const { as } = await read(BreakBody, c.req.raw);
    const link = world.links.find(c.req.param("id"));
    if (link === undefined) throw new ControlError(404, "There is no such link.");
    return c.json(linkBody(breakLink(link, as, world)));
  });

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

function breakLink(link: Link, as: "invalid" | "token_required", world: World): Link {
  const broken = world.links.save(moveLink(link, as));
  world.sessions.closeAll(link.id);
  if (broken.accessMode === "recurrent") {
    world.webhooks.send(broken, as === "invalid" ? invalidCredentials : tokenRequiredEvent);
  }
  return broken;
}

async function read<T>(schema: ZodType<T>, request: Request): Promise<T> {
  const text = await request.text();
  const result = schema.safeParse(jsonFrom(text));
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`,
  );
  throw new ControlError(400, `The body was not understood. ${issues.join("; ")}`, issues);
}

function jsonFrom(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, "The body is not JSON.");
  }
}

function userBody({ externalId, name, situation }: (typeof demoUsers)[number]) {
  return { external_id: externalId, name, situation };
}
