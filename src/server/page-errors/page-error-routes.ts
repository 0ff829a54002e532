import { PageError } from "#contract/page-error.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import type { Log } from "../http/log.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readBody } from "../http/read-body.ts";
import { createSlidingWindow } from "../limits/sliding-window.ts";

/** Of all pages together: a fault in one release must not fill the log. */
const REPORTS = { limit: 30, windowMs: 60_000 };
/** How long an error that was logged is not logged again. */
const KNOWN_MS = 10 * 60 * 1000;

interface Dependencies {
  log: Log;
  now: () => number;
}

/** What goes wrong in people's pages, which no log of ours would have otherwise. For anybody. */
export function pageErrorRoutes({ log, now }: Dependencies): App {
  const reports = createSlidingWindow({ windowMs: REPORTS.windowMs, now });
  const known = new Map<string, number>();

  const app = createRoutes();
  app.post(routes.pageErrors, async (c) => {
    const error = await readBody(c, PageError);
    for (const [kind, at] of known) if (now() - at >= KNOWN_MS) known.delete(kind);
    const kind = `${error.kind} ${error.name} ${error.at[0] ?? ""}`;
    if (known.has(kind)) return c.body(null, 204);

    const retryAfterMs = reports.take(REPORTS.limit);
    if (retryAfterMs > 0) throw new ProblemError("rate_limited", { retryAfterMs });
    known.set(kind, now());
    log.warn({ requestId: c.get("requestId"), ...error }, "a page met an error");
    return c.body(null, 204);
  });
  return app;
}
