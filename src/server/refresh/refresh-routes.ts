import { RefreshOutcome } from "#contract/refresh.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import { createUserLimit } from "../limits/user-limit.ts";
import type { LinkRefresh } from "../links/link-refresh.ts";
import { refreshLink, type RefreshDependencies } from "./refresh-link.ts";

/** Each costs two calls to Belvo; nobody needs fresh data more often. */
const REFRESHES = { limit: 6, windowMs: 60 * 1000 };

interface Dependencies extends RefreshDependencies {
  refresh: LinkRefresh;
}

/** Fresh data now: for the person, and for the backend of the app that sends people here. */
export function refreshRoutes(deps: Dependencies): App {
  const { store, reader, refresh, now } = deps;
  const limit = createUserLimit({ ...REFRESHES, now });

  const app = createRoutes();
  app.post(routes.refresh, async (c) => {
    const { externalId } = c.get("user");
    limit(externalId);
    await refresh.ensureKnown(externalId);
    const own = { externalId, linkId: c.req.param("linkId") };
    return c.json(RefreshOutcome.parse(await refreshLink(deps, own)));
  });
  app.post("/host/links/:linkId/refresh", async (c) => {
    const linkId = c.req.param("linkId");
    const externalId = (await ownerOf(linkId)) ?? (await findOut(linkId));
    limit(externalId);
    return c.json(RefreshOutcome.parse(await refreshLink(deps, { externalId, linkId })));
  });
  return app;

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
    await reader.readNow([linkId]);
    const owner = await ownerOf(linkId);
    if (owner === undefined) throw new ProblemError("not_found");
    return owner;
  }
}
