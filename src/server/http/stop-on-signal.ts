import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../store/open-store.ts";
import type { RelinkServer } from "./create-server.ts";

/** How long requests that are under way are waited for. */
const DRAIN_MS = 10_000;
const IDLE_CHECK_MS = 50;

interface Parts {
  server: RelinkServer;
  listener: Server;
  store: Store;
  sandbox: { stop(): void } | null;
}

/** On SIGTERM or SIGINT: takes nothing new, ends what is under way, closes the store, exits with 0. */
export function stopOnSignal(parts: Parts): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void shutDown(parts).finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

async function shutDown({ server, listener, store, sandbox }: Parts): Promise<void> {
  const closed = new Promise((resolve) => listener.close(resolve));
  // A browser keeps its connection open when it has its answer.
  const idle = setInterval(() => {
    listener.closeIdleConnections();
  }, IDLE_CHECK_MS);

  const outOfTime = sleep(DRAIN_MS, undefined, { ref: false });
  await Promise.race([Promise.all([server.drain(), closed]), outOfTime]);
  clearInterval(idle);
  listener.closeAllConnections();
  await store.destroy();
  sandbox?.stop();
}
