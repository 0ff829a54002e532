import { Hono } from "hono";
import { moveLink } from "../links/link-moves.ts";
import { linkBody, type Link } from "../links/link.ts";
import { invalidCredentials, tokenRequiredEvent } from "../webhooks/webhook-events.ts";
import type { World } from "../world.ts";
import { ControlError } from "./control-error.ts";
import { BreakBody, WebhookBody } from "./control-requests.ts";
import { readControlBody as read } from "./read-control-body.ts";

/** What can be made to happen to one link. */
export function linkControls(world: World): Hono {
  const app = new Hono();

  function find(id: string): Link {
    const link = world.links.find(id);
    if (link === undefined) throw new ControlError(404, "There is no such link.");
    return link;
  }

  app.post("/_sandbox/links/:id/break", async (c) => {
    const { as } = await read(BreakBody, c.req.raw);
    return c.json(linkBody(breakLink(find(c.req.param("id")), as, world)));
  });

  app.post("/_sandbox/links/:id/webhook", async (c) => {
    const { code, ...order } = await read(WebhookBody, c.req.raw);
    const event = code === "invalid_credentials" ? invalidCredentials : tokenRequiredEvent;
    const goesOut = world.webhooks.sendAsTold(find(c.req.param("id")), event, order);
    return c.json({ sent: goesOut ? order.times : 0 });
  });

  app.post("/_sandbox/links/:id/fetched", (c) => {
    const link = find(c.req.param("id"));
    return c.json(linkBody(world.links.save({ ...link, lastAccessedAt: world.now() })));
  });

  return app;
}

function breakLink(link: Link, as: "invalid" | "token_required", world: World): Link {
  const broken = world.links.save(moveLink(link, as));
  world.sessions.closeAll(link.id);
  if (broken.accessMode === "recurrent") {
    world.webhooks.send(broken, as === "invalid" ? invalidCredentials : tokenRequiredEvent);
  }
  return broken;
}
