/** The sandbox's own time, which runs ahead of the real one once it has been moved. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  advance: (ms: number) => void;
}

export function createClock(realNow: () => number): Clock {
  let aheadMs = 0;
  return {
    now: () => realNow() + aheadMs,
    advance(ms) {
      aheadMs += ms;
    },
  };
}
