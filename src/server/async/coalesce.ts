interface Coalesced {
  /** Has the work done: at once, or again when what is under way has ended. */
  request(): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

/**
 * Work that is asked for more often than it needs to be done: once at a time, and once more when it
 * was asked for in the meantime.
 *
 * @param onFault Told of whatever the work throws.
 */
export function coalesce(work: () => Promise<void>, onFault: (error: unknown) => void): Coalesced {
  let underWay: Promise<void> | null = null;
  let isWanted = false;

  async function run(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      await work().catch(onFault);
    }
    underWay = null;
  }

  return {
    request() {
      isWanted = true;
      underWay ??= run();
    },
    async settled() {
      while (underWay) await underWay;
    },
  };
}
