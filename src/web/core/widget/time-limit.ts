import type { After } from "./after.ts";

export interface TimeLimit {
  /** Aborted when the time is over. */
  signal: AbortSignal;
  /** Counts anew, unless it has ended. */
  restart: () => void;
  /** Is over at once, unless it has ended. */
  cut: () => void;
  /** What it was for is here, or will not come. */
  end: () => void;
}

export function createTimeLimit(ms: number, after: After): TimeLimit {
  const over = new AbortController();
  let isEnded = false;
  const cut = () => {
    if (!isEnded) over.abort();
  };
  let cancel = after(ms, cut);
  return {
    signal: over.signal,
    restart() {
      if (isEnded) return;
      cancel();
      cancel = after(ms, cut);
    },
    cut,
    end() {
      isEnded = true;
      cancel();
    },
  };
}
