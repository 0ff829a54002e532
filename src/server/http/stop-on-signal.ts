import { setTimeout as sleepFor } from "node:timers/promises";
import type { Listener } from "./listen.ts";

/** How long whatever sends us people has to learn that we go. */
const GRACE_MS = 1_000;
/** How long what is under way is waited for. With the grace, less than the 10 s that we promise. */
const DRAIN_MS = 6_500;

export interface Running {
  app: { refuseNew(): void; drain(): Promise<void> };
  listener: Pick<Listener, "sendAway" | "close" | "cut">;
  store: { destroy(): Promise<void> };
  /** What was started beside the server; `null` for nothing. */
  beside: { stop(): void } | null;
}

interface Stop {
  /** Aborted when somebody will not wait. */
  hurry: AbortSignal;
  graceMs?: number;
  drainMs?: number;
}

/**
 * On SIGTERM ends gently: first not ready and answering, then taking nothing new, then gone, with 0.
 * On SIGINT (Ctrl+C) the first step is left out.
 */
export function stopOnSignal(running: Running): void {
  const hurry = new AbortController();
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void shutDown(running, { hurry: hurry.signal }).finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", () => {
    hurry.abort();
    stop();
  });
}

/** Ends what runs, in the order in which nobody is hurt. */
export async function shutDown(
  { app, listener, store, beside }: Running,
  { hurry, graceMs = GRACE_MS, drainMs = DRAIN_MS }: Stop,
): Promise<void> {
  app.refuseNew();
  listener.sendAway();
  // Cut short by an abort, which is no fault.
  await sleepFor(graceMs, undefined, { signal: hurry }).catch(() => undefined);

  const outOfTime = sleepFor(drainMs, undefined, { ref: false });
  await Promise.race([Promise.all([listener.close(), app.drain()]), outOfTime]);
  listener.cut();
  await store.destroy();
  beside?.stop();
}
