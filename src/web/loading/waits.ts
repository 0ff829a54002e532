/** For so long a press may seem to do nothing. */
const SLOW_AFTER_MS = 150;

const known = new WeakSet<Promise<unknown>>();
const listeners = new Set<() => void>();
let slow = 0;

function count(change: 1 | -1): void {
  slow += change;
  for (const listener of listeners) listener();
}

/** Notes that somebody waits for a part of the page, which the page shows once it takes long. */
export function waitFor<Part>(part: Promise<Part>): Promise<Part> {
  if (known.has(part)) return part;
  known.add(part);
  let end = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    count(1);
    end = () => count(-1);
  }, SLOW_AFTER_MS);
  const settle = () => end();
  part.then(settle, settle);
  return part;
}

/** Whether a part that somebody waits for takes long, as an external store. */
export const slowParts = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isWaitedFor: (): boolean => slow > 0,
};
