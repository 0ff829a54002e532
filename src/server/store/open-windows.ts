import {
  createSlidingWindows,
  type SlidingWindows,
  type Window,
} from "../async/sliding-windows.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { Store } from "./open-store.ts";
import { createSharedWindows, type DatabaseNow } from "./postgres/shared-windows.ts";

/** How long the database is not asked again when it could not be: nobody waits for it in vain twice. */
const AWAY_MS = 2_000;

interface WindowsOptions {
  store: Store;
  now: () => number;
  log: Pick<Log, "warn">;
  /** The database's own clock, unless this is given. */
  databaseNow?: DatabaseNow;
}

/** Opens what limits are counted with: for all instances where the store has several. */
export function openWindows({ store, now, log, databaseNow }: WindowsOptions): SlidingWindows {
  const own = createSlidingWindows(now);
  if (!store.limits) return own;
  return withStandIn({ shared: createSharedWindows(store.limits, databaseNow), own, now, log });
}

interface StandIn extends Pick<WindowsOptions, "now" | "log"> {
  shared: SlidingWindows;
  own: SlidingWindows;
}

/**
 * While the database cannot be asked, each instance counts for itself: nobody is refused anything
 * because of that. What was taken before counts too, as far as this instance took it.
 */
function withStandIn({ shared, own, now, log }: StandIn): SlidingWindows {
  let failedAt: number | null = null;

  async function ask<T>(question: () => Promise<T>): Promise<{ answer: T } | null> {
    const sinceMs = failedAt === null ? AWAY_MS : now() - failedAt;
    if (sinceMs >= 0 && sinceMs < AWAY_MS) return null;
    try {
      const answer = await question();
      failedAt = null;
      return { answer };
    } catch (error) {
      if (failedAt === null) log.warn(faultOf(error), "limits hold for this instance alone");
      failedAt = now();
      return null;
    }
  }

  return {
    async take(key, window) {
      const asked = await ask(() => shared.take(key, window));
      if (!asked) return own.take(key, window);
      if (asked.answer > 0) return asked.answer;
      // It may be closed here and not there, if the database could not be told.
      return own.take(key, unlimited(window));
    },
    async close(key, forMs) {
      await own.close(key, forMs);
      await ask(() => shared.close(key, forMs));
    },
  };
}

function unlimited({ windowMs, class: own }: Window): Window {
  const limit = Infinity;
  return { windowMs, limit, ...(own && { class: { rank: own.rank, limit } }) };
}
