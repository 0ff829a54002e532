import type { Context } from "hono";
import * as z from "zod";
import { LinkPage, LinkSort, LinkState, LONGEST_SEARCH } from "#contract/link.ts";
import { LinkDetail } from "#contract/history.ts";
import { routes } from "#contract/routes.ts";
import { stateOf } from "./derive-state.ts";
import { readHistory } from "../events/history.ts";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readHead } from "../store/log-head.ts";
import type { Store } from "../store/open-store.ts";
import { readCursor } from "./list-place.ts";
import { pageLinks, type PageRequest } from "./page-links.ts";
import { findLink, readLinksById, type LinkView } from "./read-links.ts";

/** How fresh a list is: when it was last read whole, and whether that was long ago. */
export type Freshness = Pick<LinkPage, "asOf" | "stale">;

interface Dependencies extends LinkView {
  store: Store;
  visit: {
    /** Sees to it that the store has a person's links as Belvo has them, or had them lately. */
    refresh(externalId: string, how?: { waits: boolean }): Promise<Freshness>;
  };
}

const PageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  state: z.optional(LinkState),
  q: z.string().max(LONGEST_SEARCH).optional(),
  sort: z._default(LinkSort, "needs"),
});

/** The person's links: a page of them, and one with its history. */
export function linkRoutes({ store, visit, ...view }: Dependencies): App {
  const app = createRoutes();
  app.get(routes.links, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    const request = readPageRequest(c);
    const freshness = await visit.refresh(externalId, { waits: !isLook(request) });
    const scope = { externalId, onlyLinkId, now: view.now() };
    // Before the links are read: what comes meanwhile is told, rather than missed.
    const lastEventId = await readHead(store);
    const { linkIds, ...page } = await pageLinks(store, scope, request);
    const links = await readLinksById(store, { externalId, linkIds }, view);

    return c.json(LinkPage.parse({ ...page, links, ...freshness, lastEventId }));
  });
  app.get(routes.link, async (c) => {
    const { externalId } = c.get("user");
    await visit.refresh(externalId);
    const linkId = normalizeId(c.req.param("linkId"));
    const lastEventId = await readHead(store);
    const link = await findLink(store, { externalId, linkId }, view);
    if (!link) throw new ProblemError("not_found");

    const { country } = link.bank;
    const history = await readHistory(store, { externalId, linkId }, (status) =>
      stateOf({ status, country }),
    );
    return c.json(LinkDetail.parse({ link, history, lastEventId }));
  });
  return app;
}

function readPageRequest(c: Context<AppEnv>): PageRequest {
  const query = PageQuery.safeParse(c.req.query());
  if (!query.success) throw new ProblemError("invalid_request");

  const { cursor, state, q, sort } = query.data;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (after === null || (after && after.sort !== sort)) throw new ProblemError("invalid_request");
  return { after, state, q, sort };
}

/** True for a look further into a list that the person has before them: Belvo need not be awaited. */
function isLook({ after, state, q }: PageRequest): boolean {
  return after !== undefined || state !== undefined || Boolean(q);
}
