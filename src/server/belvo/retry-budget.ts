/** In any minute, retries are a tenth of the calls, or these few when there are hardly any calls. */
const WINDOW_MS = 60_000;
const CALLS_A_RETRY = 10;
const FEW = 3;

export interface RetryBudget {
  /** Counts the first try of a call. */
  countCall(): void;
  /**
   * Puts a retry aside, so that nobody waits for one that will not be had.
   *
   * @returns What takes it when its time has come, and says whether it is still to be had; `null`
   *   when the budget is used up.
   */
  reserve(): (() => boolean) | null;
}

interface Moment {
  at: number;
}

/**
 * Keeps our retries from being what keeps Belvo down.
 *
 * Source: Google, "Site Reliability Engineering", chapter "Handling Overload".
 */
export function createRetryBudget(now: () => number): RetryBudget {
  let calls: Moment[] = [];
  let retries: Moment[] = [];

  function forgetOld(): Moment {
    const at = now();
    const isRecent = (moment: Moment) => {
      // A clock that was set back must not keep anything for longer than a window.
      moment.at = Math.min(moment.at, at);
      return moment.at > at - WINDOW_MS;
    };
    calls = calls.filter(isRecent);
    retries = retries.filter(isRecent);
    return { at };
  }

  function take(): Moment | null {
    const retry = forgetOld();
    if (!hasRoom(calls, retries)) return null;
    retries.push(retry);
    return retry;
  }

  return {
    countCall() {
      const call = forgetOld();
      calls.push(call);
    },
    reserve() {
      const reserved = take();
      if (!reserved) return null;
      return () => {
        retries = retries.filter((retry) => retry !== reserved);
        return take() !== null;
      };
    },
  };
}

/**
 * Whether one retry more keeps the bound in every window, wherever it begins. Windows that begin
 * with a retry are enough: any other one has as many calls at least.
 */
function hasRoom(calls: readonly Moment[], retries: readonly Moment[]): boolean {
  return retries.every(({ at: begin }) => {
    const since = (moments: readonly Moment[]) => moments.filter(({ at }) => at >= begin).length;
    return since(retries) + 1 <= Math.max(FEW, since(calls) / CALLS_A_RETRY);
  });
}
