import type { ChildProcess } from "node:child_process";
import { freePort } from "./free-port.ts";
import { startNode } from "./start-node.ts";

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
    settings: { SANDBOX_PORT: String(chosen) },
  });
  return { url: `http://127.0.0.1:${chosen}`, child };
}
