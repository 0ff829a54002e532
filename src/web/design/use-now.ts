import { useSyncExternalStore } from "react";
import { serverClock } from "../http/server-clock.ts";

const TICK_MS = 30_000;

/** One clock a page, which runs while somebody shows its time. */
const listeners = new Set<() => void>();
let shown = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  shown = serverClock.now();
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time of the last tick, unless that is long ago: nobody may have looked, or a computer slept. */
function readShown(): number {
  const now = serverClock.now();
  if (Math.abs(now - shown) > TICK_MS) shown = now;
  return shown;
}

/**
 * The server's time in milliseconds since 1970, renewed every half minute so that "5 minutes ago" grows:
 * what it is compared with is the server's too.
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readShown);
}
