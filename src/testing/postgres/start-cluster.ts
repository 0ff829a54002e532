import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../processes/free-port.ts";
import { copyNative } from "./copy-native.ts";

const run = promisify(execFile);

/** Nothing outlives the tests, so nothing need reach the disk. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "300",
  shared_buffers: "64MB",
  // Each connection proves its password; the server makes that dear by default.
  scram_iterations: "1",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

/** A PostgreSQL server of this test run's own. */
interface Cluster {
  /** With user and password. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** @param native Where the binaries are. */
export async function startCluster(native: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), "relink-postgres-"));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // When the tests are broken off, nobody stops the cluster.
  process.once("exit", remove);

  const password = randomBytes(12).toString("hex");
  const user = await prepare(folder, native, password);
  const port = await freePort();
  const stop = await serve(folder, port, user);
  return {
    urlOf: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await stop();
      remove();
      process.off("exit", remove);
    },
  };
}

interface User {
  uid?: number;
  gid?: number;
}

async function prepare(folder: string, native: string, password: string): Promise<User> {
  await copyNative(native, join(folder, "native"));
  await writeFile(join(folder, "password"), password);
  const user = await findUser();
  if (user.uid !== undefined) await run("chown", ["-R", `${user.uid}:${user.gid}`, folder]);

  await run(
    join(folder, "native/bin/initdb"),
    [
      `--pgdata=${join(folder, "data")}`,
      `--pwfile=${join(folder, "password")}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      // Most servers sort as people do, unlike SQLite: no query may lean on either.
      "--locale-provider=icu",
      "--icu-locale=en-US",
      "--no-sync",
      ...Object.entries(SETTINGS).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
    ],
    { ...user, env: environment() },
  );
  return user;
}

/** PostgreSQL refuses to run as root, who becomes nobody for it. */
async function findUser(): Promise<User> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all([run("id", ["-u", "nobody"]), run("id", ["-g", "nobody"])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The language is that of the line that tells when the server is ready. */
function environment(): Record<string, string | undefined> {
  return { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
}

/** @returns What stops the server, once it is ready. */
async function serve(folder: string, port: number, user: User): Promise<() => Promise<void>> {
  const server = spawn(
    join(folder, "native/bin/postgres"),
    ["-D", join(folder, "data"), "-p", String(port)],
    { ...user, env: environment(), stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const kill = () => server.kill("SIGQUIT");
  process.prependOnceListener("exit", kill);
  await whenReady(server);
  return async () => {
    process.off("exit", kill);
    server.kill("SIGINT");
    await ended;
  };
}

/** @throws {Error} With the server's words when it ends instead. */
function whenReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("close", () => {
      reject(new Error(`PostgreSQL has ended: ${said}`));
    });
  });
}
