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
        lastEventId: readId(c.req.header("Last-Event-ID")),
      }),
    ),
  );
  return app;
}

/** What is no id of ours counts as one that is not in our log. */
function readId(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
