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
 * Whom a call is for, the most urgent first: a repair that a person waits for; a page that a person
 * looks at; a hint that a link has changed; the reconciling of everybody's links.
 */
const PRIORITIES = ["repair", "page", "hint", "reconcile"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What each keeps free of those below it: five presses of Update, forty lists, five hints. */
const KEPT_FREE: Record<Priority, number> = { repair: 10, page: 40, hint: 5, reconcile: 0 };

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
   * priority in the order in which they came. Without it, a call waits for two seconds.
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
 * Shares out what Belvo takes from us. A call is admitted while all calls of the last half minute are
 * fewer than 75 less what every higher priority keeps free. So each priority may use whatever those
 * above it leave, a repair is refused only when all 75 are used up, and no burst of webhooks or lists
 * takes the last of them.
 */
export function createRateLimiter({ windows, now, sleep }: Dependencies): RateLimiter {
  const lines = {
    repair: createLine(),
    page: createLine(),
    hint: createLine(),
    reconcile: createLine(),
  };

  /** @returns As {@link SlidingWindows.take} does. */
  function take(priority: Priority): Promise<number> {
    return windows.take(KEY, { limit: limitOf(priority), windowMs: WINDOW_MS });
  }

  async function waitBriefly(priority: Priority): Promise<void> {
    let refusesAt = now() + BRIEF_MS;
    for (;;) {
      const waitMs = await take(priority);
      if (waitMs === 0) return;
      // Also for a clock that was set back.
      refusesAt = Math.min(refusesAt, now() + BRIEF_MS);
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

/** How many calls of all priorities may have been made when one of this priority is. */
function limitOf(priority: Priority): number {
  const above = PRIORITIES.slice(0, PRIORITIES.indexOf(priority));
  return above.reduce((left, each) => left - KEPT_FREE[each], BUDGET);
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
