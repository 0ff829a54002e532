/** The sandbox's own time, which runs ahead of the real one once it has been moved. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Runs something later: when the time has passed, or was moved past it. */
  schedule: (run: () => unknown, delayMs: number) => void;
  /** Moves time on. What is due on the way happens in its order, and what that schedules too. */
  advance: (ms: number) => Promise<void>;
}

export interface RealTime {
  now: () => number;
  schedule: (run: () => void, delayMs: number) => void;
}

interface Task {
  at: number;
  run: () => unknown;
}

export function createClock(real: RealTime): Clock {
  const waiting = new Set<Task>();
  let aheadMs = 0;
  let running: Promise<unknown> = Promise.resolve();
  let moving = Promise.resolve();
  const now = () => real.now() + aheadMs;

  function start(task: Task): void {
    if (waiting.delete(task)) running = Promise.all([running, task.run()]);
  }

  function nextUntil(until: number): Task | undefined {
    return [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  async function move(ms: number): Promise<void> {
    const until = now() + ms;
    // What is under way may schedule something more, e.g. another try.
    await running;
    for (let task = nextUntil(until); task; task = nextUntil(until)) {
      aheadMs += Math.max(0, task.at - now());
      start(task);
      await running;
    }
    aheadMs += Math.max(0, until - now());
  }

  return {
    now,
    schedule(run, delayMs) {
      const task = { at: now() + delayMs, run };
      waiting.add(task);
      real.schedule(() => start(task), delayMs);
    },
    advance: (ms) => (moving = moving.then(() => move(ms))),
  };
}

/** A time as Belvo writes `last_accessed_at`: `2021-03-09T10:28:40.000Z`. */
export function toMillis(at: number): string {
  return new Date(at).toISOString();
}

/** A time as Belvo writes `created_at`, with microseconds, which are made up from the time. */
export function toMicros(at: number): string {
  const micros = String((Math.floor(at) * 7919) % 1000).padStart(3, "0");
  return new Date(at).toISOString().replace("Z", `${micros}Z`);
}

/** The day of a time, in UTC: `2021-03-09`. */
export function toDay(at: number): string {
  return toMillis(at).slice(0, 10);
}
