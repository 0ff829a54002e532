import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Webhook } from "./webhook.ts";

interface InboxOptions {
  store: Store;
  now: () => number;
  newId: () => string;
}

export interface Inbox {
  /**
   * Keeps a webhook: when this resolves it is on the disk. A repeat is counted, and kept once.
   *
   * @returns True for a repeat.
   */
  keep(arrival: { hash: string; webhook: Webhook }): Promise<boolean>;
  /** Calls back whenever something new was kept here. */
  onArrival(listener: () => void): void;
}

export function createInbox({ store, now, newId }: InboxOptions): Inbox {
  const listeners: (() => void)[] = [];

  return {
    async keep({ hash, webhook }) {
      const at = timestamp(now());
      const { repeats } = await store
        .insertInto("inbox")
        .values({
          id: newId(),
          hash,
          received_at: at,
          body: JSON.stringify(webhook),
          attempts: 0,
          next_attempt_at: at,
          applied_at: null,
          parked_at: null,
          reason: null,
          repeats: 0,
        })
        .onConflict((conflict) =>
          conflict
            .column("hash")
            .doUpdateSet((inbox) => ({ repeats: inbox("inbox.repeats", "+", 1) })),
        )
        .returning("repeats")
        .executeTakeFirstOrThrow();
      for (const listener of listeners) listener();
      return repeats > 0;
    },
    onArrival: (listener) => void listeners.push(listener),
  };
}
