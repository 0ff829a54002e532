import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcess } from "../processes/end-process.ts";
import { freePort } from "../processes/free-port.ts";
import { startRelink } from "../processes/start-relink.ts";
import { startSandbox } from "../processes/start-sandbox.ts";

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
  const sandboxPort = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "relink-"));
  let sandbox = await startSandbox(sandboxPort);
  const server = await startRelink({ dataDir, belvoUrl: sandbox.url, settings });

  return {
    url: server.url,
    sandboxUrl: sandbox.url,
    killSandbox: () => endProcess(sandbox.child, "SIGKILL"),
    startSandbox: async () => {
      sandbox = await startSandbox(sandboxPort);
    },
    stop: async () => {
      // A test is over: nobody is to be let out gently.
      await Promise.all([endProcess(server.child, "SIGINT"), endProcess(sandbox.child, "SIGKILL")]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
