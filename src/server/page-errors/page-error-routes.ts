import { PageError } from "#contract/page-error.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import type { FaultLog } from "./fault-log.ts";

/** What goes wrong in people's pages, which no log of ours would have otherwise. For anybody. */
export function pageErrorRoutes({ faults }: { faults: FaultLog }): App {
  const app = createRoutes();
  app.post(routes.pageErrors, faults.limitRequests, async (c) => {
    const error = await readBody(c, PageError);
    const kind = ["page", error.kind, error.name, error.at[0]].join(" ");
    await faults.write(c, { kind, fields: error, message: "a page met an error" });
    return c.body(null, 204);
  });
  return app;
}
