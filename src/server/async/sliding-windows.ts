/** However long a key is closed for, after this it is open again. */
export const LONGEST_CLOSED_MS = 5 * 60_000;

export interface Window {
  /** How many may be counted in one window, wherever it begins. One at least. */
  limit: number;
  windowMs: number;
}

/** Counts what happens under a key, and says when that is enough. */
export interface SlidingWindows {
  /**
   * Counts one more under a key, unless `limit` have been counted in the last window or the key is
   * closed.
   *
   * @returns 0 when it was counted; else in how many milliseconds there is room, if nobody else
   *   takes it.
   */
  take: (key: string, window: Window) => Promise<number>;
  /** Counts nothing under a key for a while: five minutes at most. */
  close: (key: string, forMs: number) => Promise<void>;
}

interface Counted {
  /** The oldest first. */
  times: number[];
  closedUntil: number;
  /** From then on it says no more than if it were not there. */
  endsAt: number;
}

/** Counts in this process. */
export function createSlidingWindows(now: () => number): SlidingWindows {
  /** What was used last is last. */
  const keys = new Map<string, Counted>();

  function use(key: string, at: number, endsAt: number): Counted {
    const counted = keys.get(key) ?? { times: [], closedUntil: 0, endsAt };
    // A clock that was set back must not make anyone wait for longer than a window.
    counted.times = counted.times.map((time) => Math.min(time, at));
    counted.closedUntil = Math.min(counted.closedUntil, at + LONGEST_CLOSED_MS);
    counted.endsAt = Math.max(counted.endsAt, endsAt);
    keys.delete(key);
    keys.set(key, counted);
    return counted;
  }

  function forgetEnded(at: number): void {
    for (const [key, { endsAt }] of keys) {
      if (endsAt >= at) return;
      keys.delete(key);
    }
  }

  function take(key: string, { limit, windowMs }: Window): number {
    const at = now();
    forgetEnded(at);
    const counted = use(key, at, at + windowMs);
    if (counted.closedUntil > at) return counted.closedUntil - at;

    counted.times = counted.times.filter((time) => time > at - windowMs);
    const blocking = counted.times.at(-limit);
    if (blocking !== undefined) return blocking + windowMs - at;

    counted.times.push(at);
    return 0;
  }

  function close(key: string, forMs: number): Promise<void> {
    const at = now();
    const until = at + Math.min(forMs, LONGEST_CLOSED_MS);
    const counted = use(key, at, until);
    counted.closedUntil = Math.max(counted.closedUntil, until);
    return Promise.resolve();
  }

  return {
    take: (key, window) => Promise.resolve(take(key, window)),
    close,
  };
}
