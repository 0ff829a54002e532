import { describe, expect, it } from "vitest";
import { createManualSchedule } from "../testing/sandbox-bench/manual-schedule.ts";
import { openSandbox } from "../testing/sandbox-bench/open-sandbox.ts";
import { createClock } from "./clock.ts";

function setUp() {
  const real = createManualSchedule();
  return { clock: createClock({ now: () => 0, schedule: real.schedule }), real };
}

describe("createClock", () => {
  it("runs what is due on the way in its order, each at its own time", async () => {
    const { clock } = setUp();
    const seen: string[] = [];
    clock.schedule(() => seen.push(`late ${clock.now()}`), 3_000);
    clock.schedule(() => seen.push(`soon ${clock.now()}`), 1_000);
    clock.schedule(() => seen.push("not yet"), 5_001);
    await clock.advance(5_000);
    expect(seen).toEqual(["soon 1000", "late 3000"]);
    expect(clock.now()).toBe(5_000);
  });

  it("runs what those schedule in turn, as far as it is due as well", async () => {
    const { clock } = setUp();
    const times: number[] = [];
    const tick = async () => {
      await Promise.resolve();
      times.push(clock.now());
      clock.schedule(tick, 2_000);
    };
    clock.schedule(tick, 2_000);
    await clock.advance(7_000);
    expect(times).toEqual([2_000, 4_000, 6_000]);
  });

  it("runs nothing twice when the real time passes as well", async () => {
    const { clock, real } = setUp();
    let runs = 0;
    clock.schedule(() => (runs += 1), 1_000);
    await clock.advance(1_000);
    await real.pass(1_000);
    expect(runs).toBe(1);
  });
});

describe("POST /_sandbox/clock", () => {
  async function broken(faults: object) {
    const sandbox = openSandbox();
    await sandbox.registerWebhook();
    await sandbox.setFaults(faults);
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    await sandbox.call("POST", `/_sandbox/links/${id}/break`, { body: { as: "invalid" } });
    return sandbox;
  }

  it("delivers a late webhook", async () => {
    const sandbox = await broken({ webhooks: { delayedMs: 60_000 } });
    await sandbox.advance(59_999);
    expect(sandbox.sent).toHaveLength(0);
    await sandbox.advance(1);
    expect(sandbox.sent).toHaveLength(1);
  });

  it("delivers a webhook again that was refused, until it arrives", async () => {
    const sandbox = await broken({});
    sandbox.targetAnswers.push(500, 500, 500);
    await sandbox.advance(11_999);
    expect(sandbox.sent).toHaveLength(3);
    await sandbox.advance(1);
    expect(sandbox.sent).toHaveLength(4);
    await sandbox.advance(600_000);
    expect(sandbox.sent).toHaveLength(4);
  });

  it("lets an answer go that is delayed", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ delayMs: 30_000 });
    const late = sandbox.call("GET", "/api/");
    await sandbox.advance(30_000);
    expect((await late).status).toBe(200);
  });
});
