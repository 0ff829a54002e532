/**
 * Sleeps, unless the work that rests ends before.
 *
 * @param stopping Aborted when nothing is to go on any more.
 */
export function pause(
  sleep: (ms: number) => Promise<void>,
  ms: number,
  stopping: AbortSignal,
): Promise<void> {
  if (stopping.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = () => resolve();
    stopping.addEventListener("abort", stop, { once: true });
    void sleep(ms).then(() => {
      stopping.removeEventListener("abort", stop);
      resolve();
    });
  });
}
