import { sql } from "kysely";
import pg from "pg";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openProxy, type Proxy } from "../../../testing/postgres/open-proxy.ts";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { isWritable } from "../is-writable.ts";
import { nextSeq } from "../log-head.ts";
import type { Store, StoreTransaction } from "../open-store.ts";
import { isStoreFault } from "../store-fault.ts";
import { clientConfig } from "./client-config.ts";
import { GuardedPool } from "./guarded-pool.ts";

/** A store that answers at last takes writes, however busy this machine is. */
const PATIENCE_MS = 30_000;

let location: string;
let proxy: Proxy;
let store: Store;

beforeEach(async () => {
  location = await createLocation();
  proxy = await openProxy(location);
  store = await openTestStore(proxy.url);
  onTestFinished(() => proxy.close());
});

async function fault(call: Promise<unknown>): Promise<boolean> {
  return isStoreFault(await call.catch((error: unknown) => error));
}

async function pidOf(tx: StoreTransaction): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  return rows[0]?.pid ?? 0;
}

/** Ends a connection from outside. Resolves when it is no more. */
async function terminate(pid: number): Promise<void> {
  const client = new pg.Client(location);
  await client.connect();
  await client.query("select pg_terminate_backend($1, 5000)", [pid]);
  await client.end();
}

describe("PostgreSQL store, while its server is away", () => {
  it("fails writes with a store fault until the server is back", async () => {
    expect(await isWritable(store, PATIENCE_MS)).toBe(true);
    proxy.cut();
    expect(await isWritable(store)).toBe(false);
    expect(await fault(store.write(nextSeq))).toBe(true);
    proxy.restore();
    expect(await isWritable(store, PATIENCE_MS)).toBe(true);
    expect(await store.write(nextSeq)).toBe(1);
  });

  it("reports within five seconds that it is not writable when the server says nothing at all", async () => {
    proxy.stall();
    expect(await isWritable(store)).toBe(false);
    proxy.restore();
    expect(await isWritable(store, PATIENCE_MS)).toBe(true);
  });
});

describe("PostgreSQL store, when a connection is lost during a write", () => {
  it("fails the write, keeps nothing of it, and holds up no other", async () => {
    const write = store.write(async (tx) => {
      await nextSeq(tx);
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    });
    expect(await fault(write)).toBe(true);
    expect(await store.write(nextSeq)).toBe(1);
  });

  it("fails the write also when the connection is lost between two statements", async () => {
    const write = store.write(async (tx) => {
      await nextSeq(tx);
      await terminate(await pidOf(tx));
      await nextSeq(tx);
    });
    expect(await fault(write)).toBe(true);
    expect(await store.write(nextSeq)).toBe(1);
  });
});

describe("PostgreSQL store, when an idle connection is lost", () => {
  it("replaces it", async () => {
    await terminate(await store.transaction().execute(pidOf));
    expect(await store.write(nextSeq)).toBe(1);
  });
});

describe("a connection whose query got no answer in time", () => {
  it("is not used again, since the answer may still come", async () => {
    const pool = new GuardedPool({ ...clientConfig(proxy.url), query_timeout: 300, max: 1 });
    onTestFinished(() => pool.end());
    async function askPid(): Promise<number> {
      const client = await pool.connect();
      try {
        const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid", []);
        return rows[0]?.pid ?? 0;
      } finally {
        client.release();
      }
    }
    /** On a busy machine so short a time may be too short. */
    async function askPidPatiently(): Promise<number> {
      for (;;) {
        const pid = await askPid().catch(() => null);
        if (pid !== null) return pid;
      }
    }
    const before = await askPidPatiently();
    proxy.stall();
    await expect(askPid()).rejects.toThrow("timeout");
    proxy.restore();
    expect(await askPidPatiently()).not.toBe(before);
  });
});
