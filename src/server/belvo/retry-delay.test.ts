import { describe, expect, it } from "vitest";
import {
  aClient,
  failureOf,
  html,
  json,
  LINK,
  LINK_ID,
  TURN,
  page,
} from "../../testing/server-bench/belvo-answers.ts";
import { readRetryAfterMs, retryDelayMs } from "./retry-delay.ts";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");

function retryAfter(value: string | null, date: string | null = null): number | null {
  const headers = new Headers();
  if (value !== null) headers.set("Retry-After", value);
  if (date !== null) headers.set("Date", date);
  return readRetryAfterMs(headers, NOW);
}

describe("Retry-After", () => {
  it.each([
    ["7", 7_000],
    [" 7 ", 7_000],
    ["1.5", 1_500],
    ["0.25", 250],
    ["0", 0],
    ["Sun, 22 Nov 2026 12:00:03 GMT", 3_000],
    ["Sunday, 22-Nov-26 12:00:03 GMT", 3_000],
    ["2026-11-22T12:00:03Z", 3_000],
    ["Sun, 22 Nov 2026 11:00:00 GMT", 0],
  ])("%j asks for %i ms", (value, ms) => {
    expect(retryAfter(value)).toBe(ms);
  });

  it.each([null, "", "-1", "-1.5", "1,5", "1e3", "0x10", "Infinity", "soon", "1 day", "12-11"])(
    "%j says nothing",
    (value) => {
      expect(retryAfter(value)).toBeNull();
    },
  );

  it("counts a date from the date of the answer, since clocks differ", () => {
    const later = "Sun, 22 Nov 2026 12:05:02 GMT";
    expect(retryAfter(later, "Sun, 22 Nov 2026 12:05:00 GMT")).toBe(2_000);
    expect(retryAfter(later, "some day")).toBe(302_000);
  });
});

describe("a retry of a call to Belvo", () => {
  it.each(["0", "0.001", "-1", "soon"])(
    "comes 200 ms later at least, also when Retry-After is %s",
    (header) => {
      const failure = { kind: "rejected", status: 503, code: "x", requestId: "y" } as const;
      const retryAfterMs = retryAfter(header);
      expect(retryDelayMs({ failure, retryAfterMs, tries: 1 }, () => 0)).toBe(200);
    },
  );

  it("comes when Retry-After asks for it, if that is later", () => {
    const failure = { kind: "unreadable", status: 503 } as const;
    const delayMs = retryDelayMs({ failure, retryAfterMs: 1_500, tries: 1 }, () => 0.9);
    expect(delayMs).toBe(1_500);
  });
});

describe("after Belvo has turned a request away, the next one of any kind", () => {
  const turnedAwayFor = (header: string) => json([], 429, { "Retry-After": header });

  it.each([
    ["Retry-After is 7", turnedAwayFor("7"), 7_000],
    ["Retry-After is 0", turnedAwayFor("0"), 1_000],
    ["Retry-After is 1.5", turnedAwayFor("1.5"), 1_500],
    ["Retry-After is a date that has passed", turnedAwayFor(new Date(0).toUTCString()), 1_000],
    ["Retry-After is -1", turnedAwayFor("-1"), 30_000],
    ["Retry-After is rubbish", turnedAwayFor("soon"), 30_000],
    ["there is no Retry-After", json({}, 429), 30_000],
    ["it was the gateway's HTML page", html(403), 30_000],
    ["Retry-After is a year", turnedAwayFor("31536000"), 300_000],
  ])("waits as it must when %s", async (_, turnedAway, leastMs) => {
    const { client, sentAt, advance } = aClient(turnedAway, page([LINK]), json(LINK));
    await failureOf(client.createUpdateToken(LINK_ID));
    const list = () => client.listLinks({ externalId: "user-42" }, TURN).catch(() => null);
    while ((await list()) === null) advance(100);

    expect(sentAt).toHaveLength(2);
    expect(sentAt[1]).toBeGreaterThanOrEqual(leastMs);
    expect(sentAt[1]).toBeLessThan(leastMs + 200);
  });
});
