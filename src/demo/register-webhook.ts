import * as v from "valibot";
import type { Secret } from "../server/settings/secret.ts";

const TIMEOUT_MS = 2_000;
const AGAIN_AFTER_MS = 2_000;

const Target = v.object({ aimed: v.boolean() });

interface RegisterOptions {
  /** Where the sandbox is. */
  sandboxUrl: string;
  /** Where we are, as seen from the sandbox. */
  ownUrl: string;
  authorization: Secret;
  fetch: typeof globalThis.fetch;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Tells the sandbox where its webhooks go, as one would in Belvo's dashboard, whenever it does not
 * know: it may be started after us, or again. Where somebody else has sent them, they stay.
 */
export async function registerWebhook(options: RegisterOptions): Promise<never> {
  for (;;) {
    await registerUnlessRegistered(options);
    await options.sleep(AGAIN_AFTER_MS);
  }
}

async function registerUnlessRegistered(options: RegisterOptions): Promise<void> {
  const { sandboxUrl, ownUrl, authorization, fetch } = options;
  try {
    const target = await fetch(`${sandboxUrl}/_sandbox/webhooks`, {
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (v.parse(Target, await target.json()).aimed) return;
    await fetch(`${sandboxUrl}/_sandbox/webhooks`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        url: `${ownUrl}/webhooks/belvo`,
        authorization: authorization.reveal(),
      }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    // The sandbox is not there now.
  }
}
