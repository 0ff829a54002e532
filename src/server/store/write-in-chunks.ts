import type { Store, StoreTransaction } from "./open-store.ts";

/** What is written in one transaction: short enough that nobody waits for it. */
const CHUNK = 200;

/** Writes something of many items, some at a time. */
export async function writeInChunks<T>(
  store: Store,
  items: readonly T[],
  write: (tx: StoreTransaction, chunk: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += CHUNK) {
    await store.write((tx) => write(tx, items.slice(from, from + CHUNK)));
  }
}
