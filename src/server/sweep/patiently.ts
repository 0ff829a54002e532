import { backOffMs } from "../belvo/back-off.ts";
import { BelvoError, isPassingStatus } from "../belvo/belvo-error.ts";
import { pause } from "../limits/pause.ts";

/** Nobody waits for a sweep: it takes what Belvo can spare. */
const BACK_OFF = { firstMs: 1_000, longestMs: 60_000 };
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
      if (failure.kind === "rejected" && !isPassingStatus(failure.status)) throw error;
      await pause(sleep, backOffMs(error, tries, BACK_OFF), stopping);
    }
  }
}
