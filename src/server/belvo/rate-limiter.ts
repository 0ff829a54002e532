import { pause } from "../async/pause.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import { BelvoError } from "./belvo-error.ts";

/**
 * Belvo turns an address away that sends more than 80 requests in 30 seconds. We stay below, and
 * count a second longer: some calls reach Belvo later after they were counted than others.
 *
 * Source: Belvo, "Belvo API and Widget errors", 403.
 */
const BUDGET = 75;
const WINDOW_MS = 31_000;

/**
 * Whom a call is for: a repair that a person waits for; a page that a person looks at; a repair that a
 * person may be about to ask for; a hint that a link has changed; the reconciling of everybody's links.
 */
export type Priority = "repair" | "page" | "intent" | "hint" | "reconcile";

interface Share {
  /** The less urgent, the higher. */
  rank: number;
  /** Calls of all priorities that there may be when one of this priority is made. */
  ofAll: number;
  /** The same of this priority and those below it. */
  ofLower: number;
}

const SHARES: Record<Priority, Share> = {
  repair: { rank: 0, ofAll: BUDGET, ofLower: BUDGET },
  page: { rank: 1, ofAll: 65, ofLower: 65 },
  // Many people may point at many buttons: half of all that there is remains for what they ask for.
  intent: { rank: 2, ofAll: 60, ofLower: 35 },
  // They come in crowds: forty lists have room beside them.
  hint: { rank: 3, ofAll: 60, ofLower: 25 },
  reconcile: { rank: 4, ofAll: 55, ofLower: 20 },
};

/** How long a person's call waits for its turn. Longer, and the person is better told when to come back. */
const BRIEF_MS = 2_000;
/** More than are ever under way; a call too many must not wait for minutes. */
const MOST_WAITING = 100;

/** What stands for Belvo among all that is limited. */
const KEY = "belvo";

/** What a call is for, and how long it may wait for its turn. */
export interface Turn {
  priority: Priority;
  /**
   * Given where nobody waits for the answer: the call waits until this is aborted, those of one
   * priority in the order in which they came. Without it, a call waits for two seconds; one of intent
   * does not wait.
   */
  waitsUntil?: AbortSignal | undefined;
}

export interface RateLimiter {
  /**
   * Resolves when a call may be made.
   *
   * @throws {BelvoError} `rate_limited`, at once when the call would wait for too long, with how
   *   long it is until there is room.
   */
  admit(turn: Turn): Promise<void>;
  /** Admits nothing for a while: Belvo has turned us away. */
  close(forMs: number): Promise<void>;
}

interface Dependencies {
  windows: SlidingWindows;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Shares out what Belvo takes from us. A call is admitted while two counts of the last half minute
 * have room: that of all calls, of which each priority leaves the last few to those above it, and that
 * of its own and lower priorities, which the crowds below people have a share of. So each may use what
 * those above it leave, and a repair is refused only when all 75 calls are used up.
 */
export function createRateLimiter({ windows, now, sleep }: Dependencies): RateLimiter {
  const lines = {
    repair: createLine(),
    page: createLine(),
    intent: createLine(),
    hint: createLine(),
    reconcile: createLine(),
  };

  /** @returns As {@link SlidingWindows.take} does. */
  function take(priority: Priority): Promise<number> {
    const { rank, ofAll, ofLower } = SHARES[priority];
    const window = { windowMs: WINDOW_MS, limit: ofAll, class: { rank, limit: ofLower } };
    return windows.take(KEY, window);
  }

  async function waitBriefly(priority: Priority): Promise<void> {
    // A press in the meantime would wait behind what nobody has asked for yet.
    const patienceMs = priority === "intent" ? 0 : BRIEF_MS;
    let refusesAt = now() + patienceMs;
    for (;;) {
      const waitMs = await take(priority);
      if (waitMs === 0) return;
      // Also for a clock that was set back.
      refusesAt = Math.min(refusesAt, now() + patienceMs);
      if (now() + waitMs > refusesAt) throw refusal(waitMs);
      await sleep(waitMs);
    }
  }

  async function waitUntil(priority: Priority, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const waitMs = await take(priority);
      if (waitMs === 0) return;
      await pause(sleep, waitMs, stopping);
    }
    throw refusal(BRIEF_MS);
  }

  return {
    admit({ priority, waitsUntil }) {
      if (!waitsUntil) return waitBriefly(priority);
      return lines[priority](() => waitUntil(priority, waitsUntil));
    },
    close: (forMs) => windows.close(KEY, forMs),
  };
}

/** Lets one wait at a time, and the others behind it, as they came. */
function createLine(): (wait: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  let length = 0;

  return async (wait) => {
    if (length >= MOST_WAITING) throw refusal(WINDOW_MS);
    length += 1;
    const turn = last.then(wait).finally(() => {
      length -= 1;
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}

function refusal(retryAfterMs: number): BelvoError {
  return new BelvoError({ kind: "rate_limited", retryAfterMs });
}
