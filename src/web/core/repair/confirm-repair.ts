import type { RepairOutcome } from "#contract/repair.ts";
import { ApiError } from "../http/api.ts";

/** Waits between one question and the next: about a minute in all, the server's own limit. */
export const ASK_AGAIN_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000] as const;

/** No question is asked later than this, however long those before took to fail. */
const ASK_FOR_MS = 75_000;

interface Confirmation {
  ask: () => Promise<RepairOutcome>;
  wait: (ms: number) => Promise<void>;
  /** Milliseconds, from any moment on. */
  now: () => number;
}

/**
 * Asks the server until it knows what came of a repair.
 *
 * A success callback is a hint; Belvo may need a moment before it says `valid`. An answer that
 * cannot be had is asked for again too: the person may be in a tunnel, or Belvo down for a second.
 *
 * @returns `null` when nobody could tell within about a minute.
 * @throws {ApiError} When our server refuses for a reason that asking again will not change.
 */
export async function confirmRepair({
  ask,
  wait,
  now,
}: Confirmation): Promise<RepairOutcome | null> {
  const until = now() + ASK_FOR_MS;
  for (const pause of [...ASK_AGAIN_AFTER_MS, null]) {
    const outcome = await ask().catch((error: unknown) => {
      if (isPassing(error)) return null;
      throw error;
    });
    if (outcome && outcome.result !== "confirming") return outcome;
    if (pause === null || now() + pause > until) return null;
    await wait(pause);
  }
  return null;
}

/** A refusal after which another question may be answered. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    ["no_network", "no_answer", "belvo_unreachable", "rate_limited", "unexpected"].includes(
      error.code,
    )
  );
}
