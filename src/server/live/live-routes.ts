import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { LiveFeed } from "./live-feed.ts";

const HEADERS = {
  "Content-Type": "text/event-stream",
  // `no-transform`: to be compressed, a stream would have to wait.
  "Cache-Control": "no-cache, no-store, no-transform",
  // Source: nginx, "X-Accel-Buffering".
  "X-Accel-Buffering": "no",
};

/** What is new about a person's links, as it becomes known. */
export function liveRoutes({ feed }: { feed: LiveFeed }): App {
  const app = createRoutes();
  app.get(routes.live, async (c) => {
    const site = c.req.header("Sec-Fetch-Site");
    if (site === "cross-site" || site === "same-site") throw new ProblemError("forbidden_origin");

    const { externalId, onlyLinkId } = c.get("user");
    const stream = await feed.open({
      externalId,
      onlyLinkId,
      sessionKey: c.get("sessionKey"),
      lastEventId: readId(c.req.header("Last-Event-ID")),
    });
    if (!stream) throw new ProblemError("unavailable");
    return c.body(stream, 200, HEADERS);
  });
  return app;
}

/** What is no id of ours counts as one that is not in our log. */
function readId(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
