/** Time that stands still until a test moves it. */
export interface VirtualClock {
  now: () => number;
  /** Ends when the clock has been moved far enough. */
  sleep: (ms: number) => Promise<void>;
  advance(ms: number): void;
  /** True while somebody sleeps for so long from now: only then can time go on for them. */
  isSleptFor: (ms: number) => boolean;
}

export function createVirtualClock(start = Date.parse("2026-11-22T12:00:00.000Z")): VirtualClock {
  let now = start;
  let sleepers: { until: number; wake: () => void }[] = [];

  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ until: now + ms, wake })),
    isSleptFor: (ms) => sleepers.some(({ until }) => until === now + ms),
    advance(ms) {
      now += ms;
      const due = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
    },
  };
}
