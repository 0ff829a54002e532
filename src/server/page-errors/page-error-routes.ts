import { PageError } from "#contract/page-error.ts";
import { routes } from "#contract/routes.ts";
import { createSlidingWindows } from "../async/sliding-windows.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import type { Log } from "../http/log.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readBody } from "../http/read-body.ts";

/** Of all pages together, here: a fault in one release must not fill the log. */
const REPORTS = { limit: 30, windowMs: 60_000 };
/** How long an error that was logged is not logged again. */
const KNOWN_MS = 10 * 60 * 1000;

interface Dependencies {
  log: Log;
  now: () => number;
}

/** What goes wrong in people's pages, which no log of ours would have otherwise. For anybody. */
export function pageErrorRoutes({ log, now }: Dependencies): App {
  const windows = createSlidingWindows(now);
  const known = new Map<string, number>();

  const app = createRoutes();
  app.post(routes.pageErrors, async (c) => {
    const error = await readBody(c, PageError);
    for (const [kind, at] of known) if (now() - at >= KNOWN_MS) known.delete(kind);
    const kind = kindOf(error);
    if (known.has(kind)) return c.body(null, 204);

    // At once: the same may come again while this one is counted.
    known.set(kind, now());
    const retryAfterMs = await windows.take("page errors", REPORTS);
    if (retryAfterMs > 0) {
      known.delete(kind);
      throw new ProblemError("rate_limited", { retryAfterMs, limit: "page errors" });
    }
    log.warn({ requestId: c.get("requestId"), ...error }, "a page met an error");
    return c.body(null, 204);
  });
  return app;
}

function kindOf({ kind, name, at, policy }: PageError): string {
  return [kind, name, at[0], policy?.directive, policy?.blocked].join(" ");
}
