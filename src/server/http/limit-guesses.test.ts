import { beforeEach, describe, expect, it } from "vitest";
import {
  createBench,
  HOST_API_KEY,
  PUBLIC_URL,
  WEBHOOK_AUTH,
  type Bench,
} from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const GUESSER = "198.51.100.66";
const OTHER = "203.0.113.7";
const { answer } = createFakeBelvo("user-42");

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: answer });
});

async function send(
  path: string,
  { from, key, body }: { from: string; key?: string; body: unknown },
): Promise<number> {
  const headers = { "Content-Type": "application/json", ...(key && { Authorization: key }) };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return (await bench.app.fetch(new Request(`${PUBLIC_URL}${path}`, init), from)).status;
}

const code = (from: string, guess = "x".repeat(43)) =>
  send("/api/session", { from, body: { code: guess } });
const preview = (from: string) =>
  send("/api/session/preview", { from, body: { code: "x".repeat(43) } });
const entry = (from: string, key: string, externalId = "user-42") =>
  send("/host/entries", { from, key, body: { externalId } });
const webhook = (from: string, key: string) => send("/webhooks/belvo", { from, key, body: {} });

async function many(times: number, guess: () => Promise<number>): Promise<number[]> {
  const statuses: number[] = [];
  for (let each = 0; each < times; each += 1) statuses.push(await guess());
  return statuses;
}

describe("who guesses from one address", () => {
  it.each([
    ["login codes", () => code(GUESSER), 404],
    ["the host's key", () => entry(GUESSER, "Bearer guess"), 401],
    ["the secret of webhooks", () => webhook(GUESSER, "Bearer guess"), 401],
  ])("has thirty tries of %s a minute", async (_what, guess, status) => {
    expect(await many(30, guess)).toEqual(Array.from({ length: 30 }, () => status));
    expect(await many(3, guess)).toEqual([429, 429, 429]);
    bench.clock.advance(60_000);
    expect(await guess()).toBe(status);
  });

  it("has no more when they are sent all at once", async () => {
    const statuses = await Promise.all(Array.from({ length: 120 }, () => code(GUESSER)));
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
  });

  it("has no more in all when they are sent at once from many addresses", async () => {
    const guesses = Array.from({ length: 500 }, (_, each) => code(`10.0.${each % 50}.1`));
    const statuses = await Promise.all(guesses);
    expect(statuses.filter((status) => status === 404)).toHaveLength(300);
  });

  it("takes nothing away from others, nor from themselves for other things", async () => {
    await many(31, () => code(GUESSER));
    expect(await code(OTHER)).toBe(404);
    expect(await webhook(GUESSER, WEBHOOK_AUTH)).toBe(204);
  });

  it("has the tries of login codes for looks at them as well", async () => {
    expect(await many(15, () => preview(GUESSER))).not.toContain(429);
    expect(await many(15, () => code(GUESSER))).not.toContain(429);
    expect(await preview(GUESSER)).toBe(429);
    expect(await code(GUESSER)).toBe(429);
  });

  it("waits a second for each refusal once there were a hundred in a minute", async () => {
    await many(130, () => code(GUESSER));
    let answered = 0;
    const open = Array.from({ length: 100 }, async () => {
      expect(await code(GUESSER)).toBe(429);
      answered += 1;
    });
    expect(await code(OTHER)).toBe(404);
    expect(answered).toBe(0);
    bench.clock.advance(1_000);
    await Promise.all(open);
  });

  it("is refused also when the last guess is right", async () => {
    await many(30, () => entry(GUESSER, "Bearer guess"));
    expect(await entry(GUESSER, `Bearer ${HOST_API_KEY}`)).toBe(429);
  });
});

it("who guesses from many addresses has few tries at each, and who is right goes on", async () => {
  for (let address = 0; address < 10; address += 1) {
    await many(30, () => webhook(`10.0.0.${address}`, "Bearer guess"));
  }
  expect(await many(4, () => webhook("10.0.1.1", "Bearer guess"))).toEqual([401, 401, 401, 429]);
  expect(await webhook(OTHER, WEBHOOK_AUTH)).toBe(204);
});

it("what is right is never counted, however often it comes", async () => {
  const statuses = await Promise.all(
    Array.from({ length: 100 }, (_, user) =>
      entry(OTHER, `Bearer ${HOST_API_KEY}`, `user-${user}`),
    ),
  );
  expect(new Set(statuses)).toEqual(new Set([201]));
});

it("who opens an old login link again and again is no guesser", async () => {
  const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
  const body = { externalId: "user-42" };
  const { text } = await bench.visitor().send("POST", "/host/entries", body, headers);
  const [, used] = /#([\w-]{43})/.exec(text) ?? [];
  expect(await code(OTHER, used)).toBe(201);
  expect(new Set(await many(60, () => code(OTHER, used)))).toEqual(new Set([410]));
});

it("those who are right wait for each other, and none is refused, however many come at once", async () => {
  const entries = await Promise.all(
    Array.from({ length: 100 }, async (_, user) => {
      const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
      const body = { externalId: `user-${user}` };
      const { text } = await bench.visitor().send("POST", "/host/entries", body, headers);
      return /#([\w-]{43})/.exec(text)?.[1];
    }),
  );
  const statuses = await Promise.all(entries.map((entry) => code(OTHER, entry)));
  expect(new Set(statuses)).toEqual(new Set([201]));
});

it("who sends a code slowly holds up nobody at the same address", async () => {
  const headers = { "Content-Type": "application/json" };
  for (let each = 0; each < 40; each += 1) {
    const body = new ReadableStream<Uint8Array>();
    const init = { method: "POST", headers, body, duplex: "half" as const };
    void bench.app.fetch(new Request(`${PUBLIC_URL}/api/session`, init), OTHER);
  }
  expect(await code(OTHER)).toBe(404);
});

it("a clock that is set back keeps nobody out for longer than a minute", async () => {
  await many(31, () => code(GUESSER));
  bench.clock.advance(-60 * 60_000);
  expect(await code(GUESSER)).toBe(404);
});
