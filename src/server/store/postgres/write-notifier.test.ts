import { sql } from "kysely";
import pg from "pg";
import { expect, it, onTestFinished } from "vitest";
import { openProxy } from "../../../testing/postgres/open-proxy.ts";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import type { Notifier } from "../notifier.ts";
import type { Store } from "../open-store.ts";
import { clientConfig } from "./client-config.ts";
import { openWriteNotifier } from "./write-notifier.ts";

/** Resolves when a write is next heard of. */
function nextWrite(notifier: Pick<Notifier, "onWrite">): Promise<void> {
  return new Promise((resolve) => {
    const stop = notifier.onWrite(() => {
      stop();
      resolve();
    });
  });
}

const notifierOf = (store: Store) => ({ onWrite: (heard: () => void) => store.onWrite(heard) });

async function endListeners(store: Store): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen %'`.execute(store);
  return rows.length;
}

it("the write notifier tells every instance of a write", async () => {
  const location = await createLocation();
  const [writer, other] = [await openTestStore(location), await openTestStore(location)];
  const heard = [nextWrite(notifierOf(writer)), nextWrite(notifierOf(other))];
  await writer.write(() => Promise.resolve());
  await Promise.all(heard);
});

it("the write notifier notifies when its lost connection is back, and from then on as before", async () => {
  const store = await openTestStore(await createLocation());
  const again = nextWrite(notifierOf(store));
  expect(await endListeners(store)).toBe(1);
  await again;

  const heard = nextWrite(notifierOf(store));
  await store.write(() => Promise.resolve());
  await heard;
});

it("the write notifier notices by itself that its connection is silent, and tries until it has another", async () => {
  const location = await createLocation();
  const proxy = await openProxy(location);
  const config = { ...clientConfig(proxy.url), query_timeout: 300, connectionTimeoutMillis: 300 };
  let tries = 0;
  const open = () =>
    openWriteNotifier({
      createClient: () => {
        tries += 1;
        if (tries === 3) proxy.restore();
        return new pg.Client(config);
      },
      reconnectMs: 5,
      heartbeatMs: 350,
    });
  // So short a time may be too short for the first connection on a busy machine.
  let notifier = await open().catch(() => null);
  while (!notifier) notifier = await open().catch(() => null);
  tries = 1;
  onTestFinished(() => notifier.close().then(() => proxy.close()));

  proxy.stall();
  while (tries < 3) await nextWrite(notifier);
});
