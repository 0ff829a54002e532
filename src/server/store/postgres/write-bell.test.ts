import { sql } from "kysely";
import pg from "pg";
import { expect, it, onTestFinished } from "vitest";
import { openProxy } from "../../../testing/postgres/open-proxy.ts";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import type { Bell } from "../bell.ts";
import type { Store } from "../open-store.ts";
import { clientConfig } from "./client-config.ts";
import { openWriteBell } from "./write-bell.ts";

/** Resolves at the next ring. */
function ring(bell: Pick<Bell, "onRing">): Promise<void> {
  return new Promise((resolve) => {
    const stop = bell.onRing(() => {
      stop();
      resolve();
    });
  });
}

const bellOf = (store: Store) => ({ onRing: (heard: () => void) => store.onWrite(heard) });

async function endListeners(store: Store): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen %'`.execute(store);
  return rows.length;
}

it("is heard in every instance", async () => {
  const location = await createLocation();
  const [writer, other] = [await openTestStore(location), await openTestStore(location)];
  const heard = [ring(bellOf(writer)), ring(bellOf(other))];
  await writer.write(() => Promise.resolve());
  await Promise.all(heard);
});

it("rings when its connection is there again after a loss, and then as before", async () => {
  const store = await openTestStore(await createLocation());
  const again = ring(bellOf(store));
  expect(await endListeners(store)).toBe(1);
  await again;

  const heard = ring(bellOf(store));
  await store.write(() => Promise.resolve());
  await heard;
});

it("finds out by itself that its connection has fallen silent, and tries until it has another", async () => {
  const location = await createLocation();
  const proxy = await openProxy(location);
  const config = { ...clientConfig(proxy.url), query_timeout: 300, connectionTimeoutMillis: 300 };
  let tries = 0;
  const open = () =>
    openWriteBell({
      createClient: () => {
        tries += 1;
        if (tries === 3) proxy.restore();
        return new pg.Client(config);
      },
      reconnectMs: 5,
      heartbeatMs: 350,
    });
  // So short a time may be too short for the first connection on a busy machine.
  let bell = await open().catch(() => null);
  while (!bell) bell = await open().catch(() => null);
  tries = 1;
  onTestFinished(() => bell.close().then(() => proxy.close()));

  proxy.stall();
  while (tries < 3) await ring(bell);
});
