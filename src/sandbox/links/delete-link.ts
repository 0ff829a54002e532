import { apiErrors } from "../http/api-errors.ts";
import { linkDeleted } from "../webhooks/webhook-events.ts";
import type { World } from "../world.ts";
import type { Link } from "./link.ts";

/** Source: Belvo's OpenAPI file: five synchronous deletions a minute. */
const MAX_PER_MINUTE = 5;
const MINUTE_MS = 60 * 1000;

/** Deletes at once, or in the background, which a webhook then confirms. */
export function createDeleteLink({ links, sessions, webhooks, now, newUuid }: World) {
  let recent: number[] = [];

  function takeTurn(): void {
    recent = recent.filter((time) => time > now() - MINUTE_MS);
    const [oldest = 0] = recent;
    if (recent.length >= MAX_PER_MINUTE) {
      throw apiErrors.tooManyRequests(Math.ceil((oldest + MINUTE_MS - now()) / 1000));
    }
    recent.push(now());
  }

  return function deleteLink(link: Link, inBackground: boolean): Response {
    if (!inBackground) takeTurn();
    sessions.closeAll(link.id);
    links.remove(link.id);
    if (!inBackground) return new Response(null, { status: 204 });

    webhooks.send(link, linkDeleted);
    return Response.json({ request_id: newUuid() }, { status: 202 });
  };
}
