import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { answerStream } from "./answer-stream.ts";
import type { LiveFeed } from "./live-feed.ts";

/** What is new about a person's links, as it becomes known. */
export function liveRoutes({ feed }: { feed: LiveFeed }): App {
  const app = createRoutes();
  app.get(routes.live, (c) =>
    answerStream(c, () =>
      feed.open({
        externalId: c.get("user").externalId,
        onlyLinkId: c.get("user").onlyLinkId,
        sessionKey: c.get("sessionKey"),
        // A browser that comes back keeps the address, and says by the header where it is by then.
        lastEventId: readId(c.req.header("Last-Event-ID") ?? c.req.query("lastEventId")),
      }),
    ),
  );
  return app;
}

/** What is no id of ours counts as one that is not in our log. */
function readId(id: string | undefined): number | null {
  return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : null;
}
