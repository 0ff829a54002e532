import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { AppEnv } from "./app-env.ts";
import type { Log } from "./log.ts";
import { ProblemError } from "./problem-error.ts";
import type { SecurityEvent, SecurityLog } from "./security-log.ts";

interface Options {
  log: Log;
  security: SecurityLog;
  /** False for what has been told of lately: who goes on beyond a limit must not fill the log. */
  isNews: (what: string) => boolean;
  now: () => number;
  /** Turns whatever a handler threw into the problem that goes out. */
  problemOf: (error: unknown) => ProblemError;
}

/**
 * Logs a line for each request, and a security event for each refusal that an operator has to know of.
 * Nothing that a caller sent gets into either: of the address its pattern, of a fault our own words.
 */
export function logRequests(options: Options): MiddlewareHandler<AppEnv> {
  const { log, security, isNews, now, problemOf } = options;

  return async (c, next) => {
    const startedAt = now();
    await next();

    const { status } = c.res;
    const line = { method: c.req.method, route: patternOf(c), status };
    const ms = Math.max(0, now() - startedAt);
    log.info({ requestId: c.get("requestId"), ...line, ms }, "a request was answered");
    if (status < 400 || status >= 500) return;

    const { code, details } = c.error ? problemOf(c.error) : { code: "not_found", details: null };
    if (code === "rate_limited") {
      // What Belvo takes from all of us is no limit of ours, and nobody's fault.
      const limit = c.error instanceof ProblemError ? (details?.limit ?? "other") : null;
      if (limit !== null && isNews(`${limit} ${c.get("address")}`)) {
        security(c, "limit.reached", { ...line, limit });
      }
      return;
    }
    const event = refusalOf(c, code);
    if (event !== null) security(c, event, { ...line, code, reason: details?.reason ?? code });
  };
}

/** The pattern of the route that answers; `*` for the pages, their files and what is not there. */
function patternOf(c: Context<AppEnv>): string {
  return matchedRoutes(c).find(({ path }) => !path.includes("*"))?.path ?? "*";
}

/** `null` for what is a person's everyday, as a session that has ended. */
function refusalOf(c: Context<AppEnv>, code: string): SecurityEvent | null {
  const { path } = c.req;
  if (path.startsWith("/webhooks/")) return "webhook.refused";
  if (path.startsWith("/host/")) return "host.refused";
  if (code.startsWith("entry_")) return "auth.refused";
  return code === "forbidden_origin" ? "origin.refused" : null;
}
