import type { Context, Next } from "hono";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { isSameSecret } from "../http/is-same-secret.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readJson } from "../http/read-body.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import type { Secret } from "../settings/secret.ts";
import type { Inbox, Webhook } from "../jobs/inbox.ts";
import { fingerprint, readWebhook } from "./read-webhook.ts";

/** Belvo's deepest webhook has three levels; what goes on and on is an attack. */
const MAX_DEPTH = 16;

interface Dependencies {
  inbox: Inbox;
  reader: Pick<LinkReader, "request">;
  /** The `Authorization` values that are good: two while one is being replaced, none for nobody. */
  webhookAuth: readonly Secret[];
  /** Told of each webhook that came: of one that was refused, with `null`. */
  onSeen?: ((webhook: Webhook | null, isRepeat: boolean) => void) | undefined;
}

/** Where Belvo tells us that something happened. It is answered when it can no longer be lost. */
export function webhookRoutes({ inbox, reader, webhookAuth, onSeen }: Dependencies): App {
  const app = createRoutes();
  app.post("/webhooks/belvo", requireWebhookAuth, async (c) => {
    const body = await readJson(c.req.raw);
    const webhook = isDeep(body, MAX_DEPTH) ? null : readWebhook(body);
    if (!webhook) {
      onSeen?.(null, false);
      throw new ProblemError("invalid_request");
    }

    const isRepeat = await inbox.save({ hash: fingerprint(body), webhook });
    onSeen?.(webhook, isRepeat);
    // Older forms of webhooks have no ids: what looks like a repeat may be the same trouble again.
    if (isRepeat && webhook.linkId !== null) reader.request([webhook.linkId]);
    return c.body(null, 204);
  });
  return app;

  function requireWebhookAuth(c: Context<AppEnv>, next: Next): Promise<void> {
    const given = c.req.header("Authorization");
    const fits = webhookAuth.map((secret) => isSameSecret(given, secret.reveal()));
    if (fits.includes(true)) return next();
    onSeen?.(null, false);
    throw new ProblemError("unauthenticated");
  }
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeep(each, levels - 1));
}
