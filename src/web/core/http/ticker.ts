const TICK_MS = 30_000;

/** A time that is renewed every half minute while somebody shows it. */
export interface Ticker {
  subscribe: (listener: () => void) => () => void;
  /** Milliseconds since 1970, the same until the next tick. */
  read: () => number;
}

/** @param now The server's time: what it is compared with is the server's too. */
export function createTicker(now: () => number): Ticker {
  const listeners = new Set<() => void>();
  let shown = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const tick = () => {
    shown = now();
    for (const listener of [...listeners]) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(tick, TICK_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    read() {
      const time = now();
      // Nobody may have looked for long, or a computer slept.
      if (Math.abs(time - shown) > TICK_MS) shown = time;
      return shown;
    },
  };
}
