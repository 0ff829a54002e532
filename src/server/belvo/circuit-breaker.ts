import { BelvoError, isPassingStatus, type BelvoFailure } from "./belvo-error.ts";

/** So many failures in a row, and Belvo is left alone. */
const FAILURES_TO_OPEN = 10;
/** How long it is left alone, before one try at a time may find out whether it works again. */
const OPEN_MS = 5000;

/** What a try tells of Belvo: that it works, that it does not, or neither. */
export type Health = "works" | "fails" | "unknown";

export interface CircuitBreaker {
  /**
   * @returns To be called once, when the try that it admits has ended.
   * @throws {BelvoError} `unreachable`, at once, while Belvo is left alone.
   */
  admit(): (health: Health) => void;
  isClosed(): boolean;
}

/** Spares people the wait for a Belvo that does not answer, and Belvo the calls. */
export function createCircuitBreaker(now: () => number): CircuitBreaker {
  let failuresInARow = 0;
  let openUntil: number | null = null;
  let isProbing = false;
  /** Grows with each success, so that a failure that began before it is known as old. */
  let successes = 0;

  function admitProbe(until: number): void {
    // Also for a clock that was set back.
    openUntil = Math.min(until, now() + OPEN_MS);
    if (isProbing || now() < openUntil) throw new BelvoError({ kind: "unreachable", afterMs: 0 });
    isProbing = true;
  }

  function succeed(): void {
    successes += 1;
    failuresInARow = 0;
    openUntil = null;
  }

  function fail(isProbe: boolean, begunAt: number): void {
    if (isProbe) {
      // From its beginning: a probe that hangs must not put off the next one for longer.
      openUntil = begunAt + OPEN_MS;
    } else if (openUntil === null) {
      failuresInARow += 1;
      if (failuresInARow >= FAILURES_TO_OPEN) openUntil = now() + OPEN_MS;
    }
  }

  return {
    admit() {
      const isProbe = openUntil !== null;
      if (openUntil !== null) admitProbe(openUntil);
      const [begunAt, successesBefore] = [now(), successes];

      return (health) => {
        if (isProbe) isProbing = false;
        if (health === "works") succeed();
        if (health === "fails" && successes === successesBefore) fail(isProbe, begunAt);
      };
    },
    isClosed: () => openUntil === null,
  };
}

/** A refusal is an answer. Being turned away for sending too much is the rate limiter's business. */
export function healthOf(failure: BelvoFailure): Health {
  switch (failure.kind) {
    case "rejected":
      return isPassingStatus(failure.status) ? "fails" : "works";
    case "unreadable":
    case "unreachable":
      return "fails";
    case "rate_limited":
      return "unknown";
  }
}
