import type { ChildProcess } from "node:child_process";
import { freePort } from "./free-port.ts";
import { startNode } from "./start-node.ts";

/** Our backend has its own limit, so that what a test reads beside it does not hold it up. */
export const CALLERS = { "relink/": 1000 };

const SANDBOX_CALLERS = Object.entries(CALLERS)
  .map(([name, requests]) => `${name}=${requests}`)
  .join(",");

interface SandboxProcess {
  url: string;
  child: ChildProcess;
}

/**
 * Starts the built sandbox.
 *
 * @param port A free one unless said.
 */
export async function startSandbox(port?: number): Promise<SandboxProcess> {
  const chosen = port ?? (await freePort());
  const child = await startNode({
    script: "dist/node/sandbox.js",
    settings: { SANDBOX_PORT: String(chosen), SANDBOX_CALLERS },
  });
  return { url: `http://127.0.0.1:${chosen}`, child };
}
