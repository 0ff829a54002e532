import type { MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { routes } from "#contract/routes.ts";
import type { App, AppEnv } from "./app-env.ts";
import { faultOf, type Log } from "./log.ts";
import { nameUser } from "./name-user.ts";
import { answerProblem, problemOf } from "./problem-answer.ts";
import { ProblemError } from "./problem-error.ts";
import { refuseCrossSite } from "./refuse-cross-site.ts";

interface Options {
  publicUrl: string;
  log: Log;
}

/** What every request meets before its handler, and every fault on its way out. */
export function guardRequests(app: App, { publicUrl, log }: Options): void {
  app.use("/api/*", neverCached, nameUser, refuseCrossSite(publicUrl));
  app.use("/host/*", neverCached);
  app.use("/webhooks/*", neverCached);
  // Only lists: to squeeze a secret together with what a caller chose gives its length away.
  app.use(routes.links, compress());

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
