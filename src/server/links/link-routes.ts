import type { Context } from "hono";
import * as z from "zod";
import { LinkPage, LinkState } from "#contract/link.ts";
import { LinkDetail } from "#contract/history.ts";
import { routes } from "#contract/routes.ts";
import { stateOf } from "../evidence/judge-health.ts";
import { readHistory } from "../evidence/read-history.ts";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Store } from "../store/open-store.ts";
import type { LinkRefresh } from "./link-refresh.ts";
import { pageLinks, readCursor, type PageRequest } from "./page-links.ts";
import { findLink, readLinks, type LinkView } from "./read-links.ts";

interface Dependencies extends LinkView {
  store: Store;
  refresh: LinkRefresh;
}

const PageQuery = z.object({
  cursor: z.string().max(1000).optional(),
  state: z.optional(LinkState),
  q: z.string().max(100).optional(),
});

/** The person's links: a page of them, and one with its history. */
export function linkRoutes({ store, refresh, ...view }: Dependencies): App {
  const app = createRoutes();
  app.get(routes.links, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    const request = readPageRequest(c);
    const freshness = await refresh.refresh(externalId);
    const links = await readLinks(store, externalId, view);
    const page = pageLinks(
      links.filter(({ id }) => onlyLinkId === null || id === onlyLinkId),
      request,
    );

    return c.json(LinkPage.parse({ ...page, ...freshness }));
  });
  app.get(routes.link, async (c) => {
    const { externalId } = c.get("user");
    await refresh.refresh(externalId);
    const linkId = c.req.param("linkId");
    const link = await findLink(store, { externalId, linkId }, view);
    if (!link) throw new ProblemError("not_found");

    const { country } = link.bank;
    const history = await readHistory(store, { externalId, linkId }, (status) =>
      stateOf({ status, country }),
    );
    return c.json(LinkDetail.parse({ link, history }));
  });
  return app;
}

function readPageRequest(c: Context<AppEnv>): PageRequest {
  const query = PageQuery.safeParse(c.req.query());
  if (!query.success) throw new ProblemError("invalid_request");

  const { cursor, state, q } = query.data;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (after === null) throw new ProblemError("invalid_request");
  return { after, state, q };
}
