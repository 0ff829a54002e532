interface SingleFlight<T> {
  /** Makes the call for a key. Who asks while it is under way gets the same answer. */
  get: (key: string) => Promise<T>;
  /** Resolves when no call is under way any more. */
  settled: () => Promise<void>;
}

/** One call a key at a time, which all who ask share. */
export function singleFlight<T>(call: (key: string) => Promise<T>): SingleFlight<T> {
  const underWay = new Map<string, Promise<T>>();

  return {
    get(key) {
      const current = underWay.get(key);
      if (current) return current;

      const answer = call(key).finally(() => underWay.delete(key));
      underWay.set(key, answer);
      return answer;
    },
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}
