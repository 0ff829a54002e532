import { RefreshOutcome } from "#contract/refresh.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import type { DataRefresh } from "./data-refresh.ts";

/** Fresh data now, for the person. */
export function dataRefreshRoutes({ dataRefresh }: { dataRefresh: DataRefresh }): App {
  const app = createRoutes();
  app.post(routes.refresh, async (c) => {
    const { externalId } = c.get("user");
    const own = { externalId, linkId: c.req.param("linkId") };
    return c.json(RefreshOutcome.parse(await dataRefresh.ofPerson(own)));
  });
  return app;
}
