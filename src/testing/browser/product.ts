import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A running backend with its sandbox, as `npm start` and `npm run sandbox` would have them. */
export interface Product {
  url: string;
  sandboxUrl: string;
  /** Ends the sandbox at once, as a crash would. */
  killSandbox: () => Promise<void>;
  startSandbox: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts both as processes of their own, on free ports, with an empty store. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const url = `http://127.0.0.1:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), "relink-"));

  const startSandbox = () =>
    startNode("dist/node/sandbox.js", { SANDBOX_PORT: String(sandboxPort) });
  let sandbox = await startSandbox();
  const server = await startNode("dist/node/server.js", {
    PORT: String(port),
    DATA_DIR: dataDir,
    BELVO_API_URL: sandboxUrl,
    ...settings,
  });

  return {
    url,
    sandboxUrl,
    killSandbox: () => end(sandbox, "SIGKILL"),
    startSandbox: async () => {
      sandbox = await startSandbox();
    },
    stop: async () => {
      await Promise.all([end(server, "SIGTERM"), end(sandbox, "SIGKILL")]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts a script with Node and waits for the line by which it says that it is ready. */
async function startNode(script: string, settings: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], ...settings },
  });
  const firstLine = once(createInterface({ input: child.stdout }), "line");
  const exited = once(child, "exit").then(([code]: unknown[]) => {
    throw new Error(`${script} ended with ${String(code)} before it was ready`);
  });
  await Promise.race([firstLine, exited]);
  exited.catch(() => undefined);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("no port to be had");
  return address.port;
}
