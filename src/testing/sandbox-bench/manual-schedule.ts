/** A schedule whose time passes when a test says so. */
export interface ManualSchedule {
  schedule: (run: () => void, delayMs: number) => void;
  /** Runs everything that is due within `ms`, and what that schedules in turn. */
  pass(ms: number): Promise<void>;
  /** How long until what waits, the soonest first. Unit: milliseconds. */
  waiting(): number[];
}

export function createManualSchedule(): ManualSchedule {
  let time = 0;
  let tasks: { at: number; run: () => void }[] = [];

  function takeNext(until: number): (() => void) | undefined {
    const [next] = tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    if (next === undefined) return undefined;
    tasks = tasks.filter((task) => task !== next);
    time = Math.max(time, next.at);
    return next.run;
  }

  return {
    schedule(run, delayMs) {
      tasks.push({ at: time + delayMs, run });
    },
    async pass(ms) {
      const until = time + ms;
      await settle();
      for (let run = takeNext(until); run; run = takeNext(until)) {
        run();
        await settle();
      }
      time = until;
    },
    waiting: () => tasks.map(({ at }) => at - time).sort((a, b) => a - b),
  };
}

/** Lets promises that are on their way arrive. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
