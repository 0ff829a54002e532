import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { BelvoError } from "./belvo-error.ts";
import {
  createCircuitBreaker,
  healthOf,
  type CircuitBreaker,
  type Health,
} from "./circuit-breaker.ts";

let now: number;
let breaker: CircuitBreaker;
beforeEach(() => {
  now = 1_000_000;
  breaker = createCircuitBreaker(() => now);
});

/** Makes tries, one after another, that end at once. */
function ends(health: Health, times = 1): void {
  for (let made = 0; made < times; made += 1) breaker.admit()(health);
}

/** What a try that is admitted reports with. */
function admitted(): ((health: Health) => void) | null {
  try {
    return breaker.admit();
  } catch {
    return null;
  }
}

function refusal(): unknown {
  try {
    breaker.admit();
    return null;
  } catch (error) {
    return error instanceof BelvoError ? error.failure : error;
  }
}

const refused = { kind: "unreachable", afterMs: 0 };

describe("circuit breaker, closed", () => {
  it("stays closed as long as a success follows at most nine failures", () => {
    for (let round = 0; round < 5; round += 1) {
      ends("fails", 9);
      ends("works");
    }
    expect(breaker.isClosed()).toBe(true);
  });

  it("counts being rate limited neither as a failure nor as a success", () => {
    ends("fails", 9);
    ends("unknown", 20);
    expect(breaker.isClosed()).toBe(true);
    ends("fails");
    expect(breaker.isClosed()).toBe(false);
  });

  it("does not count a failure that began before the latest success", () => {
    const hanging = Array.from({ length: 20 }, () => breaker.admit());
    ends("works");
    for (const end of hanging) end("fails");
    expect(breaker.isClosed()).toBe(true);
  });
});

describe("circuit breaker, after ten failures in a row", () => {
  beforeEach(() => {
    ends("fails", 10);
  });

  it("refuses every call at once for five seconds", () => {
    expect(refusal()).toEqual(refused);
    now += 4999;
    expect(refusal()).toEqual(refused);
    now += 1;
    expect(refusal()).toBeNull();
  });

  it("admits one probe at a time", () => {
    now += 5000;
    const end = breaker.admit();
    now += 60_000;
    expect(refusal()).toEqual(refused);
    end("unknown");
    expect(refusal()).toBeNull();
  });

  it("closes when a probe succeeds", () => {
    now += 5000;
    ends("works");
    expect(breaker.isClosed()).toBe(true);
    ends("fails", 9);
    expect(breaker.isClosed()).toBe(true);
  });

  it("refuses calls for five seconds more when a probe fails", () => {
    now += 5000;
    ends("fails");
    expect(refusal()).toEqual(refused);
    now += 4999;
    expect(refusal()).toEqual(refused);
    now += 1;
    expect(refusal()).toBeNull();
  });

  it("admits the next probe at once when the last one hung for longer than five seconds", () => {
    now += 5000;
    const end = breaker.admit();
    now += 8000;
    end("fails");
    expect(refusal()).toBeNull();
  });

  it("refuses calls for five seconds at most when the clock is set back", () => {
    now -= 3_600_000;
    expect(refusal()).toEqual(refused);
    now += 5000;
    expect(refusal()).toBeNull();
  });
});

it("healthOf counts a refusal as working, a fault or an unreadable answer as failing, a rate limit as neither", () => {
  const rejected = { kind: "rejected", code: "x", requestId: "x" } as const;
  expect(healthOf({ ...rejected, status: 401 })).toBe("works");
  expect(healthOf({ ...rejected, status: 428 })).toBe("works");
  expect(healthOf({ ...rejected, status: 408 })).toBe("fails");
  expect(healthOf({ ...rejected, status: 503 })).toBe("fails");
  expect(healthOf({ kind: "unreadable", status: 200 })).toBe("fails");
  expect(healthOf({ kind: "unreachable", afterMs: 8000 })).toBe("fails");
  expect(healthOf({ kind: "rate_limited", retryAfterMs: 1 })).toBe("unknown");
});

describe("circuit breaker, under any traffic", () => {
  /** When Belvo, which was down from the beginning, works again. */
  const RECOVERY = 60_000;
  const END = RECOVERY + 10_000;

  interface Call {
    /** After the call before it. */
    gapMs: number;
    failsAfterMs: number;
    worksAfterMs: number;
  }
  const anyCall = fc.record({
    gapMs: fc.integer({ min: 1, max: 500 }),
    failsAfterMs: fc.nat(8000),
    worksAfterMs: fc.nat(1500),
  });

  /** @returns The most probes that were ever under way together. */
  function play(calls: readonly Call[]): number {
    let underWay: { endsAt: number; end: () => void }[] = [];
    let [probes, mostProbes] = [0, 0];

    function passTo(time: number): void {
      const due = underWay.filter(({ endsAt }) => endsAt <= time);
      underWay = underWay.filter(({ endsAt }) => endsAt > time);
      for (const { endsAt, end } of due.sort((one, other) => one.endsAt - other.endsAt)) {
        now = endsAt;
        end();
      }
      now = time;
    }

    for (let made = 0; now < END; made += 1) {
      const call = calls[made % calls.length];
      if (!call) break;
      passTo(now + call.gapMs);
      const isProbe = !breaker.isClosed();
      const report = admitted();
      if (!report) continue;

      probes += Number(isProbe);
      mostProbes = Math.max(mostProbes, probes);
      const works = now >= RECOVERY;
      underWay.push({
        endsAt: now + (works ? call.worksAfterMs : call.failsAfterMs),
        end() {
          probes -= Number(isProbe);
          report(works ? "works" : "fails");
        },
      });
    }
    return mostProbes;
  }

  it("admits one probe at a time, and is closed ten seconds after Belvo works again", () => {
    fc.assert(
      fc.property(fc.array(anyCall, { minLength: 1, maxLength: 300 }), (calls) => {
        now = 0;
        breaker = createCircuitBreaker(() => now);
        expect(play(calls)).toBeLessThanOrEqual(1);
        expect(breaker.isClosed()).toBe(true);
      }),
    );
  });
});
