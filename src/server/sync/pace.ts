/** So many questions about hints at once, and then no more in so much time. */
const QUESTIONS = 5;
const IN_MS = 10_000;

interface Pace {
  /** Counts a question. @returns How long to wait before it is asked. */
  take(): number;
}

/**
 * Keeps a stream of hints from using up Belvo's rate: the next questions have more links each, and
 * leave room for people.
 */
export function createPace(now: () => number): Pace {
  let asked: number[] = [];

  return {
    take() {
      const at = now();
      // A clock that was set back must not make anything wait for longer.
      asked = asked.map((each) => Math.min(each, at + IN_MS)).slice(-QUESTIONS);
      const earliest = asked.length < QUESTIONS ? at : (asked[0] ?? at) + IN_MS;
      const next = Math.max(at, earliest);
      asked.push(next);
      return next - at;
    },
  };
}
