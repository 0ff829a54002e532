import type { Context } from "hono";
import * as v from "valibot";
import { LinkSort, LinkState, LONGEST_SEARCH } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Freshness, LinkAnswers } from "./link-answers.ts";
import { parseCursor } from "./list-cursor.ts";
import type { RenderedPage } from "./page-cache.ts";
import type { PageRequest } from "./page-links.ts";

interface Dependencies {
  visit: {
    /** Sees to it that the store has a person's links as Belvo has them, or had them lately. */
    refresh(externalId: string, how?: { waits: boolean }): Promise<Freshness>;
  };
  answers: LinkAnswers;
}

const PageQuery = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  state: v.optional(LinkState),
  q: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_SEARCH))),
  sort: v.optional(LinkSort, "needs"),
});

/** The person's links: a page of them, and one with its history. */
export function linkRoutes({ visit, answers }: Dependencies): App {
  const app = createRoutes();
  app.get(routes.links, async (c) => {
    const user = c.get("user");
    const request = readPageRequest(c);
    const freshness = await visit.refresh(user.externalId, { waits: !isLook(request) });
    return answerPage(c, await answers.page(user, request, freshness));
  });
  app.get(routes.link, async (c) => {
    const user = c.get("user");
    await visit.refresh(user.externalId);
    const detail = await answers.detail(user, c.req.param("linkId"));
    if (!detail) throw new ProblemError("not_found");
    return c.json(detail);
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

function readPageRequest(c: Context<AppEnv>): PageRequest {
  const query = v.safeParse(PageQuery, c.req.query());
  if (!query.success) throw new ProblemError("invalid_request");

  const { cursor, state, q, sort } = query.output;
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  if (after === null || (after && after.sort !== sort)) throw new ProblemError("invalid_request");
  return { after, state, q, sort };
}

/** True for a look further into a list that the person has before them: Belvo need not be awaited. */
function isLook({ after, state, q }: PageRequest): boolean {
  return after !== undefined || state !== undefined || Boolean(q);
}
