/** However long a key is closed for, after this it is open again. */
export const LONGEST_CLOSED_MS = 5 * 60_000;

export interface Window {
  windowMs: number;
  /** How many may be counted in one window, wherever it begins. One at least. */
  limit: number;
  /** Where some matter less than others; else all are of class 0, and may be as many as `limit`. */
  class?: {
    /** The less it matters, the higher. */
    rank: number;
    /** How many of this rank and higher ones may be counted in one window. One at least. */
    limit: number;
  };
}

/** Counts what happens under a key, and says when that is enough. */
export interface SlidingWindows {
  /**
   * Counts one more under a key, unless as many have been counted in the last window as may be, or
   * the key is closed.
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
  events: { at: number; rank: number }[];
  closedUntil: number;
  /** From then on it says no more than if it were not there. */
  endsAt: number;
}

/** Counts in this process. */
export function createSlidingWindows(now: () => number): SlidingWindows {
  /** What was used last is last. */
  const keys = new Map<string, Counted>();

  function use(key: string, at: number, endsAt: number): Counted {
    const counted = keys.get(key) ?? { events: [], closedUntil: 0, endsAt };
    // A clock that was set back must not make anyone wait for longer than a window.
    for (const event of counted.events) event.at = Math.min(event.at, at);
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

  function take(key: string, { windowMs, limit, class: own = { rank: 0, limit } }: Window): number {
    const at = now();
    forgetEnded(at);
    const counted = use(key, at, at + windowMs);
    if (counted.closedUntil > at) return counted.closedUntil - at;

    counted.events = counted.events.filter((event) => event.at > at - windowMs);
    const [last, lastOfClass] = [
      counted.events.at(-limit),
      counted.events.filter(({ rank }) => rank >= own.rank).at(-own.limit),
    ];
    const blockedUntil = Math.max(last?.at ?? -Infinity, lastOfClass?.at ?? -Infinity) + windowMs;
    if (blockedUntil > at) return blockedUntil - at;

    counted.events.push({ at, rank: own.rank });
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
