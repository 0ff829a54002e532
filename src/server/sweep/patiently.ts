import { BelvoError } from "../belvo/belvo-error.ts";
import { pause } from "../limits/pause.ts";

/** Nobody waits for a sweep: it takes what Belvo can spare. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const MAX_TRIES = 8;

interface Options {
  sleep: (ms: number) => Promise<void>;
  stopping: AbortSignal;
}

/** Makes a call until it succeeds, waiting longer each time, and as long as Belvo asks for. */
export async function patiently<T>(
  { sleep, stopping }: Options,
  call: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof BelvoError) || tries === MAX_TRIES || stopping.aborted) throw error;
      const { failure } = error;
      const isFinal = failure.kind === "rejected" && failure.status < 500 && failure.status !== 408;
      if (isFinal) throw error;
      const waitMs =
        failure.kind === "rate_limited" ? failure.retryAfterMs : FIRST_PAUSE_MS * 2 ** (tries - 1);
      await pause(sleep, Math.min(waitMs, LONGEST_PAUSE_MS), stopping);
    }
  }
}
