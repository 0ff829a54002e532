import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./app-env.ts";
import { isJson } from "./read-body.ts";
import { ProblemError } from "./problem-error.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses what another site's page sends in a person's name. Three signs, each enough: the browser
 * says so, the origin is not ours, the body is what a form could send. A caller that is no browser
 * sends none of them, and has no cookie to abuse.
 *
 * @param publicUrl The origin under which browsers reach us.
 */
export function refuseCrossSite(publicUrl: string): MiddlewareHandler<AppEnv> {
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
