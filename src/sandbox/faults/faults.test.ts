import { describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  codesOf,
  openSandbox,
  type OpenSandbox,
} from "../../testing/sandbox-bench/open-sandbox.ts";
import { BELVO_LIMITS } from "../http/rate-limiter.ts";
import { ConnectionResetError, createFaults } from "./faults.ts";
import { FaultSettings } from "./fault-settings.ts";

async function fates(sandbox: OpenSandbox, tries = 40): Promise<string[]> {
  const seen: string[] = [];
  for (let n = 0; n < tries; n += 1) {
    const answer = await sandbox.call("GET", "/api/").catch((error: unknown) => error);
    if (answer instanceof ConnectionResetError) seen.push("reset");
    else if (typeof answer === "object" && answer && "status" in answer) {
      seen.push(String(answer.status));
    }
  }
  return seen;
}

describe("the sandbox's faults", () => {
  it("are all off at first", async () => {
    const sandbox = openSandbox();
    expect(new Set(await fates(sandbox))).toEqual(new Set(["200"]));
    expect((await sandbox.call("GET", "/_sandbox/faults")).body).toMatchObject({
      callers: "all",
      delayMs: 0,
      errorRate: 0,
      resetRate: 0,
      loginError: null,
      tokenLifeMs: 600_000,
      webhooks: { lost: 0, doubled: 0, delayedMs: 0, reordered: 0, forged: 0 },
      rateLimit: { requests: 80, perMs: 30_000 },
    });
  });

  it("make calls answer 429, 500 and 503 in Belvo's form", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ errorRate: 1, seed: "all" });
    expect(new Set(await fates(sandbox))).toEqual(new Set(["429", "500", "503"]));

    for (const [status, code] of [
      [429, "throttled"],
      [500, "unexpected_error"],
      [503, "service_unavailable"],
    ] as const) {
      await sandbox.setFaults({ errorRate: 1, errorStatuses: [status] });
      const answer = await sandbox.call("GET", "/api/");
      expect([answer.status, ...codesOf(answer)]).toEqual([status, code]);
      expect(answer.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
    }
  });

  it("reset the connection", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ resetRate: 1 });
    await expect(sandbox.call("GET", "/api/")).rejects.toThrow(ConnectionResetError);
  });

  it("can be for one caller alone, by its User-Agent, and spare widgets and other clients", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({
      callers: "fintech/",
      errorRate: 1,
      delayMs: 250,
      errorStatuses: [503],
    });
    expect((await sandbox.call("GET", "/api/")).status).toBe(200);
    const authorization = await sandbox.widget();
    expect((await sandbox.call("GET", "/api/institutions/", { authorization })).status).toBe(200);

    const headers = { "User-Agent": "fintech/0.1.0" };
    const ours = sandbox.call("GET", "/api/", { headers });
    await sandbox.schedule.pass(250);
    expect((await ours).status).toBe(503);
  });

  it("delay answers by a fixed time or a random one", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ delayMs: 250 });
    const late = sandbox.call("GET", "/api/");
    expect(sandbox.schedule.waiting()).toEqual([250]);
    await sandbox.schedule.pass(250);
    expect((await late).status).toBe(200);

    await sandbox.setFaults({ delayMs: { min: 100, max: 900 } });
    const calls = [1, 2, 3, 4].map(() => sandbox.call("GET", "/api/"));
    const waiting = sandbox.schedule.waiting();
    expect(new Set(waiting).size).toBeGreaterThan(1);
    for (const ms of waiting) expect(ms).toBeGreaterThanOrEqual(100);
    await sandbox.schedule.pass(900);
    await Promise.all(calls);
  });

  it("come in the same order for the same seed, and in another order for another seed", async () => {
    const run = async (seed: string) => {
      const sandbox = openSandbox();
      await sandbox.setFaults({ errorRate: 0.3, resetRate: 0.2, seed });
      return fates(sandbox);
    };
    const first = await run("7");
    expect(new Set(first).size).toBeGreaterThan(2);
    expect(await run("7")).toEqual(first);
    expect(await run("8")).not.toEqual(first);
  });

  it("are answered with a seed when none is given, by which they can be repeated", async () => {
    const sandbox = openSandbox();
    const turned = await sandbox.call("PUT", "/_sandbox/faults", { body: { errorRate: 0.5 } });
    const first = await fates(sandbox);
    await sandbox.call("PUT", "/_sandbox/faults", { body: turned.body });
    expect(await fates(sandbox)).toEqual(first);
  });

  it("spare the routes under /_sandbox/ and the widget's scripts", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ errorRate: 1, resetRate: 1 });
    expect((await sandbox.call("GET", "/_sandbox/users")).status).toBe(200);
    expect((await sandbox.call("GET", "/belvo-widget-1-stable.js")).status).toBe(200);
  });

  it("make the pages of a list shorter", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ pageSize: 3 });
    expect((await sandbox.linksOf("demo-elena")).length).toBe(7);
    const answer = await sandbox.call("GET", "/api/links/?external_id=demo-elena");
    expect(answer.body).toMatchObject({
      count: 7,
      next: "https://belvo.test/api/links/?external_id=demo-elena&page=2",
    });
  });

  it.each([
    [{ speed: 9 }, "speed: Unrecognized key"],
    [{ errorRate: 2 }, "errorRate: "],
    [{ errorStatuses: [404] }, "errorStatuses.0: "],
    [{ loginError: "login_error" }, "loginError: "],
    [{ delayMs: { min: 9, max: 1 } }, "`min` is more than `max`"],
    [{ webhooks: { late: 1 } }, "webhooks.late: Unrecognized key"],
  ])("are refused as %j, with the reason %s", async (body, reason) => {
    const sandbox = openSandbox();
    const answer = await sandbox.call("PUT", "/_sandbox/faults", { body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(JSON.stringify(reason).slice(1, -1));
  });
});

it("a fault of the sandbox's shifts nothing that another one does", () => {
  const outcomes = (delayMs: object | number) => {
    const faults = createFaults("any", BELVO_LIMITS);
    faults.set(v.parse(FaultSettings, { delayMs, resetRate: 0.3, errorRate: 0.3 }), "any");
    return Array.from(
      { length: 50 },
      () => faults.nextRequest(new Request("https://belvo.test/")).outcome,
    );
  };
  expect(outcomes({ min: 1, max: 9 })).toEqual(outcomes(0));
});
