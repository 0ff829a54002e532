import type { MiddlewareHandler } from "hono";
import type { App, AppEnv } from "./app-env.ts";
import { findAddress } from "./client-address.ts";
import { limitGuesses } from "./limit-guesses.ts";
import { faultOf, type Log } from "./log.ts";
import { nameUser } from "./name-user.ts";
import { answerProblem } from "./problem-answer.ts";
import { ProblemError } from "./problem-error.ts";
import { isJson } from "./read-body.ts";

interface Options {
  /** The origin under which browsers reach us. */
  publicUrl: string;
  /** The host name of the widget frame; `null` where it has none to itself. */
  widgetHost: string | null;
  /** True for a host name that only this machine can reach. */
  isLoopback: (hostname: string) => boolean;
  /** How many proxies of ours there are between us and the world. */
  proxies: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
  /** Turns whatever a handler threw into the problem that goes out. */
  problemOf: (error: unknown) => ProblemError;
}

/** What every request meets before its handler, and every fault on its way out. */
export function guardRequests(app: App, options: Options): void {
  const { log, problemOf } = options;
  app.use(findAddress(options.proxies));
  app.use(refuseForeignHost(options), limitGuesses(options));
  app.use("/api/*", neverCached, nameUser, refuseCrossSite(options));
  app.use("/host/*", neverCached);
  app.use("/webhooks/*", neverCached);

  app.notFound((c) => answerProblem(c, new ProblemError("not_found")));
  app.onError((error, c) => {
    const problem = problemOf(error);
    const answer = answerProblem(c, problem);
    if (answer.status >= 500) {
      const request = { requestId: c.get("requestId"), code: problem.code };
      log.error({ ...request, ...faultOf(error) }, "a request failed");
    }
    return answer;
  });
}

const neverCached: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};

type Names = Pick<Options, "publicUrl" | "widgetHost" | "isLoopback">;

/** Who calls these has a key, or learns nothing; and may know us by another name than browsers do. */
const NAMELESS = /^\/(livez|readyz|webhooks\/.*|host\/.*)$/;

/**
 * Refuses what was sent to a name that is not ours: a stranger's name may lead to our address, and
 * the pages under it would count as ours.
 */
function refuseForeignHost({
  publicUrl,
  widgetHost,
  isLoopback,
}: Names): MiddlewareHandler<AppEnv> {
  const own = [new URL(publicUrl).hostname, widgetHost];
  return async (c, next) => {
    if (NAMELESS.test(c.req.path)) return next();
    // A request's first line may have a whole address, which then counts more than its Host.
    const { host } = new URL(c.req.url);
    const names = [host, c.req.header("Host") ?? host].map(hostnameOf);
    // A proxy on this machine may call us by its address; no stranger's page can.
    const isOurs = names.every((name) => name !== null && (own.includes(name) || isLoopback(name)));
    if (isOurs) return next();
    throw new ProblemError("forbidden_origin", { reason: "its Host is not that of PUBLIC_URL" });
  };
}

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site's page sends in a person's name. Three signs, each enough: the browser
 * says so, the origin is not ours, the body is what a form could send. A caller that is no browser
 * sends none of them, and has no cookie to abuse.
 */
function refuseCrossSite({ publicUrl, isLoopback }: Names): MiddlewareHandler<AppEnv> {
  const isLocal = isLoopback(new URL(publicUrl).hostname);

  /** On one machine, a page may be opened by any of its names. */
  function isOwn(origin: string, host: string | undefined): boolean {
    if (origin === publicUrl) return true;
    const isItsHost = isLocal && origin === `http://${host}`;
    return isItsHost && isLoopback(hostnameOf(host ?? "") ?? "");
  }

  return async (c, next) => {
    if (!SAFE_METHODS.includes(c.req.method)) {
      const site = c.req.header("Sec-Fetch-Site");
      if (site === "cross-site" || site === "same-site") throw new ProblemError("forbidden_origin");

      const origin = c.req.header("Origin");
      if (origin !== undefined && !isOwn(origin, c.req.header("Host"))) {
        throw new ProblemError("forbidden_origin");
      }
      const type = c.req.header("Content-Type");
      if ((type !== undefined || hasBody(c.req.raw.headers)) && !isJson(type)) {
        throw new ProblemError("invalid_request", { reason: "the Content-Type is not JSON" });
      }
    }
    await next();
  };
}

function hasBody(headers: Headers): boolean {
  return headers.has("Transfer-Encoding") || Number(headers.get("Content-Length") ?? 0) > 0;
}

/** @returns `null` for what is no host. */
function hostnameOf(host: string): string | null {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : null;
}
