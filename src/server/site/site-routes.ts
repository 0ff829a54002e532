import type { Context } from "hono";
import { pages, WIDGET_FRAME_PATH } from "#contract/routes.ts";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import { createFirstPages, type FirstPage } from "./first-page.ts";
import type { Site, SiteFile } from "./load-site.ts";
import { MANIFEST_PATH } from "./preloads.ts";

/** Names under `/assets/` hold a hash of what is in them. */
const FOREVER = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";
/** What is for one person, at one moment. */
const NEVER_KEPT = "no-store";

interface Dependencies {
  site: Site;
  widgetUrl: string;
  /** The policy of the document that runs Belvo's script. */
  framePolicy: string;
  /** Says what the page of a request shows first. Never throws. */
  readFirst: (c: Context<AppEnv>) => Promise<FirstPage>;
}

/**
 * The built pages. Every path without a file is a page of the app's own, which its script sorts out;
 * but what looks like a file and is none is not found, since a page in place of a script is worse.
 */
export function siteRoutes({ site, widgetUrl, framePolicy, readFirst }: Dependencies): App {
  const firstPageOf = createFirstPages(site);
  const preconnect = `<${new URL(widgetUrl).origin}>; rel=preconnect`;

  const app = createRoutes();
  app.get(WIDGET_FRAME_PATH, (c) => {
    const file = site.get("/widget-frame.html");
    if (!file) throw new ProblemError("not_found");
    c.header("Link", preconnect);
    return answerFile(c, { ...file, policy: framePolicy }, ASK_AGAIN);
  });
  app.get("*", async (c) => {
    const { path } = c.req;
    const code = codeInPath(c.req.url);
    if (code !== undefined) {
      c.header("Cache-Control", NEVER_KEPT);
      return c.redirect(`${pages.enter}#${code}`);
    }
    const isAsset = path.startsWith("/assets/");
    const isFile = isAsset || /\.[^/]*$/.test(path);
    if (/^\/(api|host|webhooks)(\/|$)/.test(path)) throw new ProblemError("not_found");

    if (!isFile && firstPageOf) {
      const first = await readFirst(c);
      const page = firstPageOf(c, first);
      return first.data === null ? answerFile(c, page, ASK_AGAIN) : answerPersonal(c, page);
    }
    const file = isFile && path !== MANIFEST_PATH ? site.get(path) : undefined;
    if (!file) throw new ProblemError("not_found");
    return answerFile(c, file, isAsset ? FOREVER : ASK_AGAIN);
  });
  return app;
}

/** Mail programs write the `#` of a login link as `%23`, which makes its code a part of the path. */
function codeInPath(url: string): string | undefined {
  return /^\/enter\/?%(?:25)*23(.*)$/.exec(new URL(url).pathname)?.[1];
}

function answerFile(c: Context<AppEnv>, file: SiteFile, caching: string): Response {
  c.header("Cache-Control", caching);
  c.header("ETag", file.etag);
  if (file.policy !== undefined) c.header("Content-Security-Policy", file.policy);
  if (file.isForOthers === true) c.header("Cross-Origin-Resource-Policy", "cross-origin");
  if (c.req.header("If-None-Match")?.includes(file.etag)) {
    c.header("Vary", "Accept-Encoding");
    return c.body(null, 304);
  }
  return answerBody(c, file);
}

/** No browser keeps it, so that none shows it to who comes after: going back, it asks again. */
function answerPersonal(c: Context<AppEnv>, page: SiteFile): Response {
  c.header("Cache-Control", NEVER_KEPT);
  return answerBody(c, page);
}

function answerBody(c: Context<AppEnv>, file: SiteFile): Response {
  const [encoding, body] = pickEncoding(file, c.req.header("Accept-Encoding") ?? "");
  c.header("Vary", "Accept-Encoding");
  if (encoding !== null) c.header("Content-Encoding", encoding);
  c.header("Content-Type", file.type);
  c.header("Content-Length", String(body.byteLength));
  return c.body(body);
}

function pickEncoding(file: SiteFile, accepted: string): [string | null, SiteFile["body"]] {
  const offers = accepted.split(",").map((each) => each.trim().toLowerCase());
  const takes = (encoding: string) =>
    offers.some((offer) => offer.split(";")[0] === encoding && !/;\s*q=0(\.0*)?$/.test(offer));

  if (file.br && takes("br")) return ["br", file.br];
  if (file.gzip && takes("gzip")) return ["gzip", file.gzip];
  return [null, file.body];
}
