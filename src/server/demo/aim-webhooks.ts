import type { Secret } from "../settings/secret.ts";

const TIMEOUT_MS = 2_000;
const AGAIN_AFTER_MS = 2_000;

interface AimOptions {
  /** Where the sandbox is. */
  sandboxUrl: string;
  /** Where we are, as seen from the sandbox. */
  ownUrl: string;
  authorization: Secret;
  fetch: typeof globalThis.fetch;
  sleep: (ms: number) => Promise<void>;
}

/** Tells the sandbox where its webhooks go, as one would in Belvo's dashboard. Tries until it hears. */
export async function aimWebhooks(options: AimOptions): Promise<void> {
  while (!(await aimOnce(options))) await options.sleep(AGAIN_AFTER_MS);
}

async function aimOnce({ sandboxUrl, ownUrl, authorization, fetch }: AimOptions): Promise<boolean> {
  try {
    const answer = await fetch(`${sandboxUrl}/_sandbox/webhooks`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        url: `${ownUrl}/webhooks/belvo`,
        authorization: authorization.reveal(),
      }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok;
  } catch {
    // The sandbox is not there yet.
    return false;
  }
}
