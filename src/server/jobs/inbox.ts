import * as z from "zod";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** A webhook as the inbox holds it. */
export const Webhook = z.object({
  type: z.string(),
  code: z.string(),
  linkId: z.uuid().nullable(),
  errorCode: z.string().nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

interface InboxOptions {
  store: Store;
  now: () => number;
  newId: () => string;
}

export interface Inbox {
  /**
   * Saves a webhook: when this resolves it is on the disk. A repeat is counted, and saved once.
   *
   * @returns True for a repeat.
   */
  save(arrival: { hash: string; webhook: Webhook }): Promise<boolean>;
  /** Calls back whenever something new was saved here. */
  onArrival(listener: () => void): void;
}

export function createInbox({ store, now, newId }: InboxOptions): Inbox {
  const listeners: (() => void)[] = [];

  return {
    async save({ hash, webhook }) {
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
