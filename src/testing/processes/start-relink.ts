import type { ChildProcess } from "node:child_process";
import { freePort } from "./free-port.ts";
import { startNode } from "./start-node.ts";

interface RelinkStart {
  dataDir: string;
  belvoUrl: string;
  settings?: Record<string, string>;
  under?: readonly string[];
  isQuiet?: boolean;
  logFile?: string;
}

export interface RelinkProcess {
  url: string;
  child: ChildProcess;
}

/** Starts the built backend on a free port. */
export async function startRelink(start: RelinkStart): Promise<RelinkProcess> {
  const { dataDir, belvoUrl, settings = {}, ...how } = start;
  const port = await freePort();
  const child = await startNode({
    script: "dist/node/server.js",
    settings: { PORT: String(port), DATA_DIR: dataDir, BELVO_API_URL: belvoUrl, ...settings },
    ...how,
  });
  return { url: `http://127.0.0.1:${port}`, child };
}
