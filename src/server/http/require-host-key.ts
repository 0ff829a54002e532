import type { MiddlewareHandler } from "hono";
import type { Secret } from "../settings/secret.ts";
import type { AppEnv } from "./app-env.ts";
import { isSameSecret } from "./is-same-secret.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Lets by only the backend of the app that sends people here.
 *
 * @param hostApiKey `null` when nothing of the host's may call us.
 */
export function requireHostKey(hostApiKey: Secret | null): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (hostApiKey === null) throw new ProblemError("not_found");
    const given = c.req.header("Authorization");
    if (!isSameSecret(given, `Bearer ${hostApiKey.reveal()}`)) {
      throw new ProblemError("unauthenticated");
    }
    await next();
  };
}
