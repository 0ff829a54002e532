import type { MiddlewareHandler } from "hono";
import { createRoutes, type App, type AppEnv } from "../http/app-env.ts";
import { isSameCredential } from "../http/is-same-secret.ts";
import { ProblemError } from "../http/problem-error.ts";
import { readJson } from "../http/read-body.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import type { Secret } from "../settings/secret.ts";
import type { Inbox, Webhook } from "../jobs/inbox.ts";
import { fingerprint, readWebhook } from "./read-webhook.ts";

/** Belvo's deepest webhook has three levels; what goes on and on is an attack. */
const MAX_DEPTH = 16;

/** Some gateways put a slash after an address. */
const ADDRESSES = ["/webhooks/belvo", "/webhooks/belvo/"];

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
  app.on("POST", ADDRESSES, requireWebhookAuth(), async (c) => {
    const body = await readJson(c.req.raw);
    const webhook = isDeep(body, MAX_DEPTH) ? null : readWebhook(body);
    if (!webhook) {
      onSeen?.(null, false);
      throw new ProblemError("invalid_request", {
        reason: "the body is no JSON object of Belvo's",
      });
    }

    const isRepeat = await inbox.save({ hash: fingerprint(body), webhook });
    onSeen?.(webhook, isRepeat);
    // Older forms of webhooks have no ids: what looks like a repeat may be the same trouble again.
    if (isRepeat && webhook.linkId !== null) reader.request([webhook.linkId]);
    return c.body(null, 204);
  });
  return app;

  /** All of what is set is compared, so that the time taken does not tell which of two was near. */
  function requireWebhookAuth(): MiddlewareHandler<AppEnv> {
    return async (c, next) => {
      const given = c.req.header("Authorization");
      const fits = webhookAuth.map((secret) => isSameCredential(given, secret.reveal()));
      if (fits.includes(true)) return next();
      onSeen?.(null, false);
      throw new ProblemError("unauthenticated", { reason: whyNot(given) });
    };
  }

  function whyNot(given: string | undefined): string {
    if (webhookAuth.length === 0) return "BELVO_WEBHOOK_AUTH is not set";
    return given
      ? "its Authorization is not that of BELVO_WEBHOOK_AUTH"
      : "it has no Authorization";
  }
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeep(each, levels - 1));
}
