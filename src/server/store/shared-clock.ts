/** How often the database is asked for the time: clocks drift apart slowly. */
const EVERY_MS = 60_000;
/** At the beginning, the answer that came quickest is the truest. */
const FIRST_LOOKS = 3;
/** An answer that took longer says too little. */
const LONGEST_MS = 1_000;

interface SharedClockOptions {
  /** Asks the database for its time, in milliseconds since 1970. */
  readServer: () => Promise<number>;
  /** Time that nobody sets, in milliseconds since whenever. */
  monotonic: () => number;
  sleep: (ms: number, stopping: AbortSignal) => Promise<void>;
}

export interface SharedClock {
  now: () => number;
  close(): void;
}

/**
 * The database's clock, which all instances go by: whatever each one's own says, of two readings the
 * one that was asked for later has the later time. Kept up from looks at the database, so that asking
 * for the time costs nothing.
 *
 * @throws When the database does not answer the first time.
 */
export async function openSharedClock(options: SharedClockOptions): Promise<SharedClock> {
  const { readServer, monotonic, sleep } = options;
  const closing = new AbortController();
  let aheadMs = 0;

  /** @returns How long the answer took. */
  async function look(longestMs: number): Promise<number> {
    const before = monotonic();
    const server = await readServer();
    const tookMs = monotonic() - before;
    if (tookMs < longestMs) aheadMs = server - (before + tookMs / 2);
    return tookMs;
  }

  async function keepUp(): Promise<void> {
    while (!closing.signal.aborted) {
      await sleep(EVERY_MS, closing.signal);
      // While the database is away, the time goes on by itself.
      await look(LONGEST_MS).catch(() => undefined);
    }
  }

  let quickest = Infinity;
  for (let looks = 0; looks < FIRST_LOOKS; looks += 1) {
    quickest = Math.min(quickest, await look(quickest));
  }
  void keepUp();
  return {
    now: () => Math.round(monotonic() + aheadMs),
    close: () => closing.abort(),
  };
}
