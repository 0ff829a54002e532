import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { userKey } from "../http/name-user.ts";
import { ProblemError } from "../http/problem-error.ts";
import { answerStream } from "./answer-stream.ts";
import type { LiveFeed } from "./live-feed.ts";

/** What is new about a person's links, as it becomes known. */
export function liveRoutes({ feed }: { feed: LiveFeed }): App {
  const app = createRoutes();
  app.get(routes.live, (c) => {
    const user = c.get("user");
    const wanted = c.req.query("user");
    // A browser goes on with a stream by itself, also when somebody else has come in meanwhile.
    if (wanted !== undefined && wanted !== userKey(user)) throw new ProblemError("unauthenticated");
    return answerStream(c, () =>
      feed.open({
        externalId: user.externalId,
        onlyLinkId: user.onlyLinkId,
        sessionKey: c.get("sessionKey"),
        lastEventId: readId(c.req.header("Last-Event-ID")),
      }),
    );
  });
  return app;
}

/** What is no id of ours counts as one that is not in our log. */
function readId(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
