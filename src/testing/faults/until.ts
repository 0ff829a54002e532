import { setTimeout as sleep } from "node:timers/promises";

const LOOK_EVERY_MS = 50;

/**
 * Waits for something that another process does.
 *
 * @param what Completes the sentence "… did not come about".
 * @throws {Error} When it did not, in time.
 */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`${what} did not come about in ${withinMs} ms`);
    await sleep(LOOK_EVERY_MS);
  }
}
