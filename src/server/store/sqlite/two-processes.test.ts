import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { nextSeq } from "../log-head.ts";
import type { Store } from "../open-store.ts";

const WRITES = 40;

/** Takes the lock, and keeps it until it is told something. */
const HOLDER = `
  const Database = require("libsql");
  const file = new Database(process.argv[1]);
  file.exec("begin immediate");
  file.exec("update log_head set seq = seq + 1");
  process.stdout.write("held");
  process.stdin.once("data", () => {
    file.exec("commit");
    process.exit();
  });`;

/** Another instance, which begins when it is told to. */
const WRITER = `
  import { nextSeq } from "./src/server/store/log-head.ts";
  import { openStore } from "./src/server/store/open-store.ts";
  const store = await openStore(process.argv[1]);
  process.stdout.write("ready");
  process.stdin.once("data", async () => {
    await Promise.all(Array.from({ length: ${WRITES} }, () => store.write(nextSeq)));
    process.exit();
  });`;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Resolves when the child has said that it is where it should be. */
async function start(...given: string[]): Promise<Child> {
  const child = spawn(process.execPath, given, { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill());
  await once(child.stdout, "data");
  return child;
}

async function seqOf(store: Store): Promise<number> {
  const { seq } = await store.selectFrom("log_head").selectAll().executeTakeFirstOrThrow();
  return seq;
}

it("a SQLite write waits for another process that writes, without blocking the event loop", async () => {
  const path = await createLocation();
  const store = await openTestStore(path);
  const holder = await start("--eval", HOLDER, path);

  const alone = store.updateTable("log_head").set({ id: 1 }).execute();
  const write = store.write(nextSeq);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  holder.stdin.write("go");
  await alone;
  expect(await write).toBe(2);
});

it("two processes that write to a SQLite file at once lose no write", async () => {
  const path = await createLocation();
  const store = await openTestStore(path);
  const writer = await start("--import", "tsx", "--input-type=module", "--eval", WRITER, path);

  const ended = once(writer, "exit");
  writer.stdin.write("go");
  await Promise.all(Array.from({ length: WRITES }, () => store.write(nextSeq)));
  expect(await ended).toEqual([0, null]);
  expect(await seqOf(store)).toBe(2 * WRITES);
});
