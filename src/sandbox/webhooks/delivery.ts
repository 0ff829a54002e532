import type { Clock } from "../clock.ts";

/** Ours: Belvo says that the delay grows linearly over five more tries, and not by how much. */
const RETRY_STEP_MS = 2_000;
const MAX_RETRIES = 5;

const TIMEOUT_MS = 15_000;

export interface WebhookTarget {
  url: string;
  /** The whole `Authorization` value. */
  authorization?: string | undefined;
}

/** Brings webhooks to their target, and tries again when it does not answer 2xx. */
interface Delivery {
  post(to: WebhookTarget, body: string, delayMs: number): void;
  /** The same without more tries, which are Belvo's: a forger who is refused goes away. */
  postOnce(to: WebhookTarget, body: string, delayMs: number): void;
  /** What is on its way is dropped. */
  stop(): void;
}

export function createDelivery(world: { fetch: typeof fetch; clock: Clock }): Delivery {
  let stopped = false;

  async function deliver(to: WebhookTarget, body: string, retries: number): Promise<void> {
    if (stopped || (await accepts(to, body, world.fetch)) || retries >= MAX_RETRIES) return;
    const again = () => deliver(to, body, retries + 1);
    world.clock.schedule(again, RETRY_STEP_MS * (retries + 1));
  }

  return {
    post: (to, body, delayMs) => world.clock.schedule(() => deliver(to, body, 0), delayMs),
    postOnce: (to, body, delayMs) =>
      world.clock.schedule(() => deliver(to, body, MAX_RETRIES), delayMs),
    stop() {
      stopped = true;
    },
  };
}

async function accepts(to: WebhookTarget, body: string, send: typeof fetch): Promise<boolean> {
  const headers = {
    "Content-Type": "application/json",
    ...(to.authorization !== undefined && { Authorization: to.authorization }),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await send(to.url, { method: "POST", headers, body, signal }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}
