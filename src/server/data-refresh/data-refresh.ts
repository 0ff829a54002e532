import * as v from "valibot";
import { RefreshOutcome } from "#contract/refresh.ts";
import { routes } from "#contract/routes.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { OwnLink } from "../links/read-links.ts";
import type { Visit } from "../sync/visit.ts";
import { refreshData, type DataRefreshDependencies } from "./refresh-data.ts";

/** Each costs two calls to Belvo; nobody needs fresh data more often. */
const REFRESHES = { limit: 6, windowMs: 60 * 1000 };

interface Dependencies extends DataRefreshDependencies {
  visit: Pick<Visit, "ensureKnown">;
  windows: SlidingWindows;
}

/** Fresh data now, no more often for one person than is good for all. */
export interface DataRefresh {
  /** Of a person's link. @throws As {@link refreshData} does; `rate_limited`. */
  ofPerson(own: OwnLink): Promise<RefreshOutcome>;
  /** Of a link, whoever has it. @throws The same. */
  ofAnyone(linkId: string): Promise<RefreshOutcome>;
}

export function createDataRefresh(deps: Dependencies): DataRefresh {
  const { store, reader, visit, windows } = deps;
  const limit = createUserLimit(windows, "data refreshes", REFRESHES);

  return {
    async ofPerson(own) {
      await limit(own.externalId);
      await visit.ensureKnown(own);
      return refreshData(deps, own);
    },
    async ofAnyone(linkId) {
      const externalId = (await ownerOf(linkId)) ?? (await findOut(linkId));
      await limit(externalId);
      return refreshData(deps, { externalId, linkId });
    },
  };

  async function ownerOf(linkId: string): Promise<string | undefined> {
    const row = await store
      .selectFrom("links")
      .select("external_id")
      .where("id", "=", linkId)
      .executeTakeFirst();
    return row?.external_id;
  }

  async function findOut(linkId: string): Promise<string> {
    if (!/^[0-9a-f-]{36}$/.test(linkId)) throw new ProblemError("not_found");
    await reader.readNow([linkId], { priority: "page" });
    const owner = await ownerOf(linkId);
    if (owner === undefined) throw new ProblemError("not_found");
    return owner;
  }
}

/** Fresh data now, for the person. */
export function dataRefreshRoutes({ dataRefresh }: { dataRefresh: DataRefresh }): App {
  const app = createRoutes();
  app.post(routes.refresh, async (c) => {
    const { externalId } = c.get("user");
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    return c.json(v.parse(RefreshOutcome, await dataRefresh.ofPerson(own)));
  });
  return app;
}
