/** A `Date` header has whole seconds. */
const A_SECOND_MS = 1_000;

export type ServerClock = ReturnType<typeof createServerClock>;

/**
 * Tells the server's time on a device whose own clock may be hours off.
 *
 * @param now The device's clock: milliseconds since 1970.
 */
export function createServerClock(now: () => number) {
  let offsetMs = 0;
  return {
    /** Milliseconds since 1970. */
    now: () => now() + offsetMs,

    /**
     * Learns from an answer that has just come. Between question and answer the offset is anywhere; only
     * one that cannot be is given up, so that times do not waver with the network.
     *
     * @param date The answer's `Date` header.
     * @param askedAt By the device's clock.
     */
    learn(date: string | null, askedAt: number): void {
      const serverMs = Date.parse(date ?? "");
      if (Number.isNaN(serverMs)) return;
      const least = serverMs - now();
      const most = serverMs + A_SECOND_MS - askedAt;
      if (offsetMs < least || offsetMs > most) offsetMs = (least + most) / 2;
    },
  };
}
