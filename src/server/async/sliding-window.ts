export interface SlidingWindow {
  /**
   * Counts one more, unless `limit` have been counted in the last window.
   *
   * @returns 0 when it was counted, else how many milliseconds to wait.
   */
  take(limit: number): number;
}

interface Options {
  windowMs: number;
  now: () => number;
}

export function createSlidingWindow({ windowMs, now }: Options): SlidingWindow {
  let taken: number[] = [];

  return {
    take(limit) {
      const at = now();
      // A clock that was set back must not make anyone wait for longer than a window.
      taken = taken.map((each) => Math.min(each, at)).filter((each) => each > at - windowMs);
      const blocking = taken.at(-limit);
      if (blocking !== undefined) return blocking + windowMs - at;

      taken.push(at);
      return 0;
    },
  };
}
