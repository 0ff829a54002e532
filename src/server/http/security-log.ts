import type { Context } from "hono";
import type { AppEnv } from "./app-env.ts";
import type { Log } from "./log.ts";

/** What an operator has to see of who comes in, who is kept out, and who tries. */
export const SECURITY_EVENTS = {
  "auth.login": { level: "info", what: "a login link let somebody in" },
  "auth.logout": { level: "info", what: "somebody signed out" },
  "auth.logout_everywhere": { level: "info", what: "somebody signed out everywhere" },
  "auth.handoff": { level: "info", what: "a person made a login link for their phone" },
  "auth.refused": { level: "warn", what: "a login link was refused" },
  "access.denied": { level: "warn", what: "something of somebody else's was asked for" },
  "host.login_link": { level: "info", what: "the host's backend made a login link" },
  "host.logout_everywhere": { level: "info", what: "the host's backend ended a person's sessions" },
  "host.refused": { level: "warn", what: "a request of the host's backend was refused" },
  "webhook.refused": { level: "warn", what: "a webhook was refused" },
  "origin.refused": { level: "warn", what: "a request of another site's page was refused" },
  "limit.reached": { level: "warn", what: "a limit was reached" },
  "demo.login": { level: "info", what: "somebody came in as one of the demo's people" },
  "demo.refused": {
    level: "warn",
    what: "somebody who is none of the demo's people was asked for",
  },
} as const satisfies Record<string, { level: "info" | "warn"; what: string }>;

export type SecurityEvent = keyof typeof SECURITY_EVENTS;

/**
 * Writes down one event of a request, with its id and the address that it came from.
 *
 * @param fields In words of our own: nothing that was sent, and nobody's name or id.
 */
export type SecurityLog = (
  c: Context<AppEnv>,
  event: SecurityEvent,
  fields?: Readonly<Record<string, string | number>>,
) => void;

export function createSecurityLog(log: Log): SecurityLog {
  return (c, event, fields = {}) => {
    const { level, what } = SECURITY_EVENTS[event];
    const line = { event, requestId: c.get("requestId"), address: c.get("address"), ...fields };
    log[level](line, what);
  };
}
