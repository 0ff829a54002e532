import { pause } from "./pause.ts";

interface RetryOptions {
  sleep: (ms: number) => Promise<void>;
  /** Aborted when nothing is to be tried again. */
  stopping: AbortSignal;
  /** How long to wait after so many tries, the first counted; `null` to give up. */
  delayMs: (error: unknown, tries: number) => number | null;
}

/** Makes a call until it succeeds, or its policy gives it up. */
export async function withRetry<T>(
  { sleep, stopping, delayMs }: RetryOptions,
  call: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const waitMs = stopping.aborted ? null : delayMs(error, tries);
      if (waitMs === null) throw error;
      await pause(sleep, waitMs, stopping);
    }
  }
}
