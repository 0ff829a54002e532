import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type pg from "pg";
import { createListeners, type Notifier } from "../notifier.ts";
import { openListener, WRITES_CHANNEL, type PostgresListener } from "./open-listener.ts";

interface WriteNotifierOptions {
  /** Gives a connection of its own, not yet connected. */
  createClient: () => pg.Client;
  reconnectMs?: number;
  heartbeatMs?: number;
}

/**
 * A notifier that all instances on one database hear. A connection that is lost is replaced, and then
 * listeners are called once, since something may have been written in the meantime.
 *
 * @throws {Error} When the first connection fails.
 */
export async function openWriteNotifier(options: WriteNotifierOptions): Promise<Notifier> {
  const { createClient, reconnectMs = 500, heartbeatMs = 15_000 } = options;
  const listeners = createListeners();
  const closing = new AbortController();
  const { signal } = closing;
  const isClosed = () => signal.aborted;
  const pause = () => sleep(reconnectMs, undefined, { signal }).catch(() => undefined);
  const open = async () =>
    openListener(createClient(), { onNotice: listeners.callAll, heartbeatMs });

  let listener: PostgresListener | null = await open();
  async function keepListening(): Promise<void> {
    while (!isClosed()) {
      await listener?.lost;
      await pause();
      if (isClosed()) break;
      listener = await open().catch(() => null);
      if (listener) listeners.callAll();
    }
    listener?.close();
  }
  void keepListening();

  return {
    async announce(tx) {
      await sql`select pg_notify(${WRITES_CHANNEL}, '')`.execute(tx);
    },
    committed: () => undefined,
    onWrite: listeners.add,
    close() {
      listeners.clear();
      closing.abort();
      listener?.close();
      return Promise.resolve();
    },
  };
}
