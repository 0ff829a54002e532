import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import * as v from "valibot";
import { Uuid } from "#contract/formats.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** What one statement saves, so that none takes long. */
const MOST_AT_ONCE = 500;

/** A webhook as the inbox holds it. */
export const Webhook = v.object({
  type: v.string(),
  code: v.string(),
  linkId: v.nullable(Uuid),
  errorCode: v.nullable(v.string()),
});
export type Webhook = v.InferOutput<typeof Webhook>;

interface InboxOptions {
  store: Store;
  now: () => number;
  /** A random UUID. */
  newId: () => string;
}

interface Arrival {
  /** Tells a repeat from another webhook. */
  hash: string;
  webhook: Webhook;
}

export interface Inbox {
  /**
   * Saves a webhook: when this resolves it is on the disk. A repeat is counted, and saved once.
   *
   * @returns True for a repeat.
   */
  save(arrival: Arrival): Promise<boolean>;
  /** Calls back whenever something new was saved here. */
  onArrival(listener: () => void): void;
  /** Resolves when no webhook waits for its answer any more, or so many groups have been saved. */
  calm(mostGroups: number): Promise<void>;
}

interface InsertedRow {
  id: string;
  hash: string;
  body: string;
  receivedAt: string;
  repeats: number;
}

/** An arrival that is to be answered. */
interface Waiting extends Arrival {
  receivedAt: string;
  resolve: (isRepeat: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * Saves by one statement whatever has come in by the time that the store is free: many take the disk
 * hardly longer than one.
 */
export function createInbox({ store, now, newId }: InboxOptions): Inbox {
  const listeners: (() => void)[] = [];
  const waiting: Waiting[] = [];
  let others: { groupsLeft: number; goOn: () => void }[] = [];
  let isSaving = false;

  async function saveAll(): Promise<void> {
    isSaving = true;
    while (waiting.length > 0) {
      // What else comes in this turn is saved with it.
      await nextTurn();
      await saveGroup(waiting.splice(0, MOST_AT_ONCE));
      letOthersGoOn();
    }
    isSaving = false;
  }

  function letOthersGoOn(): void {
    for (const other of others) other.groupsLeft -= 1;
    const mayGoOn = (other: { groupsLeft: number }) =>
      waiting.length === 0 || other.groupsLeft <= 0;
    for (const other of others.filter(mayGoOn)) other.goOn();
    others = others.filter((other) => !mayGoOn(other));
  }

  async function saveGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const seen = await insertOnce(store, group, newId);
      for (const { hash, resolve } of group) {
        resolve(seen.has(hash));
        seen.add(hash);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    for (const listener of listeners) listener();
  }

  return {
    save: (arrival) =>
      new Promise((resolve, reject) => {
        waiting.push({ ...arrival, receivedAt: timestamp(now()), resolve, reject });
        if (!isSaving) void saveAll();
      }),
    onArrival: (listener) => void listeners.push(listener),
    calm: (mostGroups) =>
      new Promise((goOn) => {
        if (isSaving) others.push({ groupsLeft: mostGroups, goOn });
        else goOn();
      }),
  };
}

/** A UUID of version 7: what comes one after another stands side by side in an index. */
function orderedId(receivedAt: string, random: string): string {
  const ms = Date.parse(receivedAt).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${random.slice(15)}`;
}

/**
 * Inserts arrivals, each of which may be there already, or come twice among them.
 *
 * @returns The hashes of those that were there.
 */
async function insertOnce(
  store: Store,
  arrivals: readonly Waiting[],
  newId: () => string,
): Promise<Set<string>> {
  const rows = new Map<string, InsertedRow>();
  for (const { hash, webhook, receivedAt } of arrivals) {
    const same = rows.get(hash);
    if (same) same.repeats += 1;
    else {
      const [id, body] = [orderedId(receivedAt, newId()), JSON.stringify(webhook)];
      rows.set(hash, { id, hash, body, receivedAt, repeats: 0 });
    }
  }
  const saved = await store
    .insertInto("inbox")
    .columns(["id", "hash", "body", "received_at", "next_attempt_at", "repeats"])
    .expression(rowsOf(store, [...rows.values()]))
    .onConflict((conflict) =>
      conflict.column("hash").doUpdateSet({
        repeats: sql`inbox.repeats + excluded.repeats + 1`,
      }),
    )
    .returning("id")
    .execute();
  // A row that was there has kept its id.
  const ids = new Set(saved.map(({ id }) => id));
  return new Set([...rows.values()].filter(({ id }) => !ids.has(id)).map(({ hash }) => hash));
}

/**
 * All rows are one value of one statement, which the store prepares once: that takes half as long as a
 * statement with a place for each value.
 */
function rowsOf(store: Store, rows: InsertedRow[]) {
  // In one order everywhere, since two instances with the same rows would else wait for each other.
  const sorted = rows.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const list = JSON.stringify(
    sorted.map(({ id, hash, body, receivedAt, repeats }) => [id, hash, body, receivedAt, repeats]),
  );
  return sql`select value->>0, value->>1, value->>2, value->>3, value->>3, cast(value->>4 as integer)
    from ${sql.raw(store.jsonElements)}(${list}) where true`;
}
