import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Session } from "#contract/session.ts";
import { freePort } from "./testing/processes/free-port.ts";

const SCRIPT = fileURLToPath(new URL("../dist/node/server.js", import.meta.url));

interface Run {
  child: ChildProcess;
  stdout: () => string;
  stderr: () => string;
  ended: Promise<number | null>;
}

let dataDir: string;
let runs: Run[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "relink-main-"));
  runs = [];
});

afterEach(async () => {
  for (const { child } of runs) child.kill("SIGKILL");
  await Promise.all(runs.map(({ ended }) => ended));
  await rm(dataDir, { recursive: true });
});

function run(variables: Record<string, string>): Run {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [SCRIPT], {
    env: { PATH, DATA_DIR: dataDir, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const seen = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (seen.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (seen.stderr += chunk.toString()));
  const ended = once(child, "close").then(() => child.exitCode);
  const started = { child, ended, stdout: () => seen.stdout, stderr: () => seen.stderr };
  runs.push(started);
  return started;
}

/** Holds a port that nobody else has, until it is let go. */
async function holdPort(): Promise<{ port: number; holder: Server }> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const address = holder.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, holder };
}

describe("the server's process, when it starts", () => {
  it("exits at once on bad settings, and names each", async () => {
    const { ended, stdout, stderr } = run({ PORT: "x", BELVO_SECRET_ID: "only-one" });
    expect(await ended).toBe(1);
    expect(stdout()).toBe("");
    expect(stderr()).toMatch(
      /^Relink cannot start:\n {2}- PORT .*\n {2}- BELVO_SECRET_PASSWORD .*\n$/,
    );
  });

  it("exits with one sentence when its port, or the sandbox's, is in use", async () => {
    const { port, holder } = await holdPort();
    const ours = run({ PORT: String(port), SANDBOX_PORT: String(await freePort()) });
    const sandboxs = run({ PORT: String(await freePort()), SANDBOX_PORT: String(port) });
    expect(await ours.ended).toBe(1);
    expect(await sandboxs.ended).toBe(1);
    holder.close();

    expect(ours.stderr()).toBe(
      `Port ${port} is in use by another program. Stop it, or set PORT to another.\n`,
    );
    expect(sandboxs.stderr()).toContain(`could not be started on port ${port}`);
  });
});

describe("the server's process, when it runs", () => {
  it("prints one line when it is ready, serves the demo, and stops with its sandbox on SIGTERM", async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()];
    const { child, ended, stdout } = run({
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
    });
    await expect.poll(stdout).toBe(`Relink is ready at http://127.0.0.1:${port}\n`);

    const session = await fetch(`http://127.0.0.1:${port}/api/session`);
    expect(v.parse(Session, await session.json()).demoUsers).not.toHaveLength(0);
    const users = `http://127.0.0.1:${sandboxPort}/_sandbox/users`;
    expect((await fetch(users)).status).toBe(200);

    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await expect.poll(() => fetch(users).catch(() => "gone")).toBe("gone");
    expect(stdout().split("\n")).toHaveLength(2);
  });
});
