import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { routes } from "#contract/routes.ts";
import type { AppEnv } from "./app-env.ts";
import type { Log } from "./log.ts";
import type { ProblemError } from "./problem-error.ts";

interface Options {
  log: Log;
  now: () => number;
  /** Turns whatever a handler threw into the problem that goes out. */
  problemOf: (error: unknown) => ProblemError;
}

/**
 * Logs a line for each request, and a warning for each refusal that an operator has to know of.
 * Nothing that a caller sent gets into either: of the address its pattern, of a fault our own words.
 */
export function logRequests({ log, now, problemOf }: Options): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = now();
    await next();

    const { status } = c.res;
    const line = {
      requestId: c.get("requestId"),
      method: c.req.method,
      route: patternOf(c),
      status,
    };
    log.info({ ...line, ms: Math.max(0, now() - startedAt) }, "a request was answered");
    if (status < 400 || status >= 500) return;

    const { code, details } = c.error ? problemOf(c.error) : { code: "not_found", details: null };
    const what = refusalOf(c, code);
    const reason = details?.reason ?? code;
    if (what !== null) log.warn({ ...line, code, reason }, what);
  };
}

/** The pattern of the route that answers; `*` for the pages, their files and what is not there. */
function patternOf(c: Context<AppEnv>): string {
  return matchedRoutes(c).find(({ path }) => !path.includes("*"))?.path ?? "*";
}

/** What was refused, in words; `null` for what is a person's everyday, as a session that has ended. */
function refusalOf(c: Context<AppEnv>, code: string): string | null {
  const { path } = c.req;
  if (path.startsWith("/webhooks/")) return "a webhook was refused";
  if (path.startsWith("/host/")) return "a request of the host's backend was refused";
  if (path === routes.session && code.startsWith("entry_")) return "a login link was refused";
  return code === "forbidden_origin" ? "a request of another site's page was refused" : null;
}
