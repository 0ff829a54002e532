import type { Window } from "./sliding-windows.ts";

/** Of more keys than these, those that were there first are forgotten. */
const MOST_KEYS = 10_000;

/** Counts what happens under a key in this process, as cheaply as can be: a number a key. */
interface FixedWindows {
  /** @returns 0 when one more was counted; else in how many milliseconds there is room. */
  take(key: string, window: Pick<Window, "limit" | "windowMs">): number;
}

export function createFixedWindows(now: () => number): FixedWindows {
  const counted = new Map<string, { count: number; endsAt: number }>();

  function forgetEnded(at: number): void {
    for (const [key, { endsAt }] of counted) {
      if (endsAt > at && counted.size < MOST_KEYS) return;
      counted.delete(key);
    }
  }

  return {
    take(key, { limit, windowMs }) {
      const at = now();
      const last = counted.get(key);
      // A time that is further away was written before the clock was set back.
      if (!last || last.endsAt <= at || last.endsAt > at + windowMs) {
        counted.delete(key);
        forgetEnded(at);
        counted.set(key, { count: 1, endsAt: at + windowMs });
        return 0;
      }
      if (last.count >= limit) return last.endsAt - at;
      last.count += 1;
      return 0;
    },
  };
}
