import type { Context } from "hono";
import * as z from "zod";
import { LinkSort, LinkState, LONGEST_SEARCH, type LinkPage } from "#contract/link.ts";
import { LinkDetail } from "#contract/history.ts";
import { routes } from "#contract/routes.ts";
import { stateOf } from "./derive-state.ts";
import { readHistory } from "../events/history.ts";
import { readLastEventId } from "../events/log.ts";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import type { Log } from "../http/log.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readHead } from "../store/log-head.ts";
import type { Store } from "../store/open-store.ts";
import { parseCursor } from "./list-cursor.ts";
import { createPageCache, type RenderedPage } from "./page-cache.ts";
import { pageLinks, type PageRequest } from "./page-links.ts";
import { findLink, readLinksById, type LinkView } from "./read-links.ts";

/** How fresh a list is: when it was last read whole, and whether that was long ago. */
export type Freshness = Pick<LinkPage, "asOf" | "stale">;

interface Dependencies extends LinkView {
  store: Store;
  log: Pick<Log, "warn">;
  visit: {
    /** Sees to it that the store has a person's links as Belvo has them, or had them lately. */
    refresh(externalId: string, how?: { waits: boolean }): Promise<Freshness>;
  };
}

/** A person's links are sorted in memory. More are shown as well, and take longer. */
const MOST_LINKS = 1_000;
const WARN_EVERY_MS = 60 * 60_000;

const PageQuery = z.object({
  cursor: z.string().max(2000).optional(),
  state: z.optional(LinkState),
  q: z.string().max(LONGEST_SEARCH).optional(),
  sort: z._default(LinkSort, "needs"),
});

/** The person's links: a page of them, and one with its history. */
export function linkRoutes({ store, visit, log, ...view }: Dependencies): App {
  const cache = createPageCache(view);
  const warnOfMany = createManyWarning(log, view.now);

  const app = createRoutes();
  app.get(routes.links, async (c) => {
    const { externalId, onlyLinkId } = c.get("user");
    const request = readPageRequest(c);
    const freshness = await visit.refresh(externalId, { waits: !isLook(request) });
    // Before the links are read: what comes meanwhile is told, rather than missed.
    const lastEventId = await readLastEventId(store, externalId);
    const key = JSON.stringify([externalId, onlyLinkId, request]);
    const version = JSON.stringify([lastEventId, freshness]);
    const page = await cache.get(key, version, async () => {
      const scope = { externalId, onlyLinkId, now: view.now() };
      const { linkIds, ...rest } = await pageLinks(store, scope, request);
      warnOfMany(rest.counts);
      const links = await readLinksById(store, { externalId, linkIds }, view);
      return { ...rest, links, ...freshness, lastEventId } satisfies LinkPage;
    });
    return answerPage(c, page);
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

/** Says the page, or that it is still the one that the browser has. */
function answerPage(c: Context<AppEnv>, { etag, text, gzip }: RenderedPage): Response {
  c.header("ETag", etag);
  c.header("Vary", "Accept-Encoding");
  if (c.req.header("If-None-Match") === etag) return c.body(null, 304);

  c.header("Content-Type", "application/json");
  // Only lists: to squeeze a secret together with what a caller chose gives its length away.
  if (!/\bgzip\b/i.test(c.req.header("Accept-Encoding") ?? "")) return c.body(text);
  c.header("Content-Encoding", "gzip");
  return c.body(gzip);
}

/** Lists of more links than they are made for are slow: an operator is told, once an hour. */
function createManyWarning(log: Pick<Log, "warn">, now: () => number) {
  let warnedAt = -Infinity;
  return (counts: LinkPage["counts"]): void => {
    const links = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (links <= MOST_LINKS || Math.abs(now() - warnedAt) < WARN_EVERY_MS) return;
    warnedAt = now();
    log.warn({ links, most: MOST_LINKS }, "a person has more links than a list is made for");
  };
}

function readPageRequest(c: Context<AppEnv>): PageRequest {
  const query = PageQuery.safeParse(c.req.query());
  if (!query.success) throw new ProblemError("invalid_request");

  const { cursor, state, q, sort } = query.data;
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  if (after === null || (after && after.sort !== sort)) throw new ProblemError("invalid_request");
  return { after, state, q, sort };
}

/** True for a look further into a list that the person has before them: Belvo need not be awaited. */
function isLook({ after, state, q }: PageRequest): boolean {
  return after !== undefined || state !== undefined || Boolean(q);
}
