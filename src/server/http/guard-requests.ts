import type { MiddlewareHandler } from "hono";
import type { App, AppEnv } from "./app-env.ts";
import { faultOf, type Log } from "./log.ts";
import { nameUser } from "./name-user.ts";
import { answerProblem } from "./problem-answer.ts";
import { ProblemError } from "./problem-error.ts";
import { isJson } from "./read-body.ts";

interface Options {
  /** The origin under which browsers reach us. */
  publicUrl: string;
  log: Log;
  /** Turns whatever a handler threw into the problem that goes out. */
  problemOf: (error: unknown) => ProblemError;
}

/** What every request meets before its handler, and every fault on its way out. */
export function guardRequests(app: App, { publicUrl, log, problemOf }: Options): void {
  app.use("/api/*", neverCached, nameUser, refuseCrossSite(publicUrl));
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

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site's page sends in a person's name. Three signs, each enough: the browser
 * says so, the origin is not ours, the body is what a form could send. A caller that is no browser
 * sends none of them, and has no cookie to abuse.
 *
 * @param publicUrl The origin under which browsers reach us.
 */
function refuseCrossSite(publicUrl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!SAFE_METHODS.includes(c.req.method)) {
      const site = c.req.header("Sec-Fetch-Site");
      if (site === "cross-site" || site === "same-site") throw new ProblemError("forbidden_origin");

      const origin = c.req.header("Origin");
      const own = [publicUrl, `http://${c.req.header("Host")}`, `https://${c.req.header("Host")}`];
      if (origin !== undefined && !own.includes(origin)) throw new ProblemError("forbidden_origin");

      const type = c.req.header("Content-Type");
      if (type !== undefined && !isJson(type)) throw new ProblemError("invalid_request");
    }
    await next();
  };
}
