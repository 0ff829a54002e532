import { describe, expect, it } from "vitest";
import { aClient, broken, html, json, refused } from "../../testing/server-bench/belvo-answers.ts";
import { createVirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import { watchKeys } from "./watch-keys.ts";

type Answer = ReturnType<typeof json>;

/** The check of the keys, with what Belvo answers; tests set what it answers next. */
function aWatch(first: Answer) {
  let answer = first;
  const { client, requests, advance } = aClient(() => answer());
  const clock = createVirtualClock();
  const logged: unknown[] = [];
  const log = (...line: unknown[]) => void logged.push(line);
  const keys = watchKeys({
    belvo: client,
    log: { info: log, warn: log, error: log },
    sleep: clock.sleep,
  });
  const turn = () => new Promise(setImmediate);
  return {
    keys,
    logged,
    requests,
    next: async (then: Answer) => {
      answer = then;
      advance(60_000);
      clock.advance(60_000);
      await turn();
    },
    turn,
  };
}

describe("the check of Belvo's keys", () => {
  it.each([
    ["an object", json({})],
    ["a page", html(200)],
    ["nothing", () => new Response(null, { status: 204 })],
  ])("is over when Belvo takes them, and answers with %s", async (_what, answer) => {
    const { keys, logged, requests } = aWatch(answer);
    await keys.start();
    expect(keys.areRefused()).toBe(false);
    expect(logged).toEqual([]);
    expect(requests.map(({ method, url }) => [method, url])).toEqual([
      ["GET", "https://sandbox.belvo.com/api/"],
    ]);
    const keysSent = Buffer.from("the-id:the-password").toString("base64");
    expect(requests[0]?.headers.get("Authorization")).toBe(`Basic ${keysSent}`);
  });

  it.each([
    ["wrong", refused(401, "authentication_failed")],
    ["wrong, on a page", html(401)],
    ["not for production", refused(403, "access_to_production_denied")],
  ])("says once that keys are refused that are %s, and no secret", async (_why, answer) => {
    const { keys, logged, next, turn } = aWatch(answer);
    void keys.start();
    await turn();
    expect(keys.areRefused()).toBe(true);
    await next(answer);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).toContain("Belvo refuses our keys");
    expect(JSON.stringify(logged)).not.toMatch(/the-id|the-password|words of Belvo/);
    keys.stop();
  });

  it("goes on while keys are refused, and says when they are taken", async () => {
    const { keys, logged, next, turn } = aWatch(refused(401, "authentication_failed"));
    const over = keys.start();
    await turn();
    await next(broken);
    expect(keys.areRefused()).toBe(true);
    await next(json({}));
    await over;
    expect(keys.areRefused()).toBe(false);
    expect(logged).toMatchObject([{}, [{}, "Belvo takes our keys now"]]);
  });

  it.each([
    ["away", broken],
    ["in trouble", html(503)],
    ["turning us away", html(403)],
    ["without this address", refused(404, "not_found")],
  ])("calls no keys refused while Belvo is %s, and asks again", async (_how, answer) => {
    const { keys, next, requests, turn } = aWatch(answer);
    const over = keys.start();
    await turn();
    expect(keys.areRefused()).toBe(false);
    const asked = requests.length;
    await next(json({}));
    await next(json({}));
    await over;
    expect(requests.length).toBeGreaterThan(asked);
  });

  it("ends when it is stopped", async () => {
    const { keys, turn } = aWatch(broken);
    const over = keys.start();
    await turn();
    keys.stop();
    await expect(over).resolves.toBeUndefined();
  });
});
