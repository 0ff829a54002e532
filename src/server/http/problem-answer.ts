import type { Context } from "hono";
import type { Problem, ProblemCode } from "#contract/problem.ts";
import type { AppEnv } from "./app-env.ts";
import type { ProblemError } from "./problem-error.ts";

/** What each code means to a person who reads our answers with a tool; the page has its own words. */
const PROBLEMS = {
  invalid_request: [400, "The request is not in the form that this API takes."],
  unauthenticated: [401, "There is no session, or it has ended."],
  forbidden_origin: [403, "The request came from another site."],
  entry_unknown: [404, "There is no login link with this code."],
  entry_used: [410, "This login link has been used up."],
  entry_expired: [410, "This login link is too old."],
  entry_repaired: [410, "The link that this login link was for has been repaired."],
  not_found: [404, "There is no such thing here."],
  already_connected: [409, "The link is valid, so there is nothing to repair."],
  not_repairable_here: [409, "This link is not repaired in Belvo's update mode."],
  rate_limited: [429, "Too many requests; try again later."],
  belvo_unreachable: [503, "Belvo gave no answer that can be used."],
  belvo_refused: [502, "Belvo refused the request."],
  unavailable: [503, "Nothing can be kept just now; try again later."],
  unexpected: [500, "Something went wrong on our side."],
} as const satisfies Record<ProblemCode, readonly [number, string]>;

/** Source: RFC 9457. */
export function answerProblem(c: Context<AppEnv>, { code, details }: ProblemError): Response {
  const [usualStatus, title] = PROBLEMS[code];
  const status = details.status ?? usualStatus;
  const requestId = c.get("requestId");
  const body: Problem = {
    type: `urn:relink:problem:${code}`,
    title,
    status,
    code,
    ...(details.field !== undefined && { field: details.field }),
    requestId,
  };

  c.header("Content-Type", "application/problem+json");
  c.header("Cache-Control", "no-store");
  if (details.retryAfterMs !== undefined) {
    c.header("Retry-After", String(Math.max(1, Math.ceil(details.retryAfterMs / 1000))));
  }
  return c.body(JSON.stringify(body), status);
}
