import { timestamp } from "../store/timestamp.ts";
import type { Webhook } from "../webhooks/webhook.ts";
import type { TraceHub } from "./trace-hub.ts";

interface Dependencies {
  hub: TraceHub;
  now: () => number;
}

/** Gives what the webhooks' route is to call. */
export function tellWebhook({ hub, now }: Dependencies) {
  return {
    onSeen: (webhook: Webhook | null, repeat: boolean) =>
      hub.tell({
        event: "webhook",
        at: timestamp(now()),
        type: webhook?.type ?? null,
        code: webhook?.code ?? null,
        linkId: webhook?.linkId ?? null,
        accepted: webhook !== null,
        repeat,
      }),
  };
}
