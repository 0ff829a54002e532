import { pino } from "pino";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import { LAB_LEASE_MS } from "#contract/lab.ts";
import { LinkDetail } from "#contract/history.ts";
import { aPresenter, type Presenter } from "../../testing/server-bench/a-presenter.ts";
import { joinSandbox, type JoinedBench } from "../../testing/server-bench/join-sandbox.ts";
import { createScenes } from "./scenes.ts";

let bench: JoinedBench;
let presenter: Presenter;

const CALM = {
  ...{ callers: "all", resetRate: 0, loginError: null, widget: "normal" },
  webhooks: { doubled: 0, delayedMs: 0 },
};

beforeEach(async () => {
  bench = await joinSandbox({ withLab: true });
  presenter = aPresenter(bench);
});

const SCENES = [
  ["password_changed", "demo-ana", "password_needed", {}],
  ["code_wanted", "demo-bruno", "code_needed", {}],
  ["token_runs_out", "demo-ana", "password_needed", {}],
  ["script_blocked", "demo-ana", "password_needed", { widget: "blocked" }],
  ["widget_silent", "demo-ana", "password_needed", { widget: "silent" }],
  ["success_after_exit", "demo-ana", "password_needed", { widget: "late_success" }],
  ["bank_down", "demo-ana", "password_needed", { loginError: "institution_down" }],
  ["webhook_late", "demo-carla", "connected", { webhooks: { delayedMs: 15_000 } }],
  ["webhook_twice", "demo-carla", "connected", { webhooks: { doubled: 1 } }],
  ["webhook_forged", "demo-carla", "connected", {}],
  ["belvo_unreachable", "demo-ana", "password_needed", { callers: "relink", resetRate: 1 }],
  ["clock_forward", "demo-carla", "connected", {}],
] as const;

describe("POST /api/lab/scenes", () => {
  it.each(SCENES)(
    "sets up %s for %s with a link that is %s",
    async (scenario, user, state, turned) => {
      const scene = await presenter.setUp(scenario);
      expect(scene).toMatchObject({ scenario, userId: user });
      expect(scene.openPath).toBe(state === "connected" ? `/links/${scene.linkId}` : "/");
      expect((await presenter.visitor.get("/api/session")).json).toMatchObject({
        user: { id: user },
      });
      expect(await presenter.stateOf(scene.linkId)).toBe(state);
      expect(await presenter.faults()).toMatchObject(turned);
    },
  );

  it("sets a scene up afresh after other acts, and keeps the link's history", async () => {
    const { linkId } = await presenter.setUp("webhook_forged");
    await presenter.after("break_password", linkId);
    expect(await presenter.stateOf(linkId)).toBe("password_needed");
    await presenter.after("clock_20_min", linkId);

    expect(await presenter.setUp("webhook_forged")).toMatchObject({ linkId });
    expect(await presenter.stateOf(linkId)).toBe("connected");
    const { json } = await presenter.visitor.get(`/api/links/${linkId}`);
    expect(json).toMatchObject({
      history: [{ state: "connected" }, { state: "password_needed" }, {}],
    });
  });

  it("clears the bank trouble of the scene before", async () => {
    const { linkId } = await presenter.setUp("clock_forward");
    await presenter.after("bank_down");
    await presenter.visitor.send("POST", `/api/links/${linkId}/refresh`);
    expect(await presenter.stateOf(linkId)).toBe("bank_trouble");
    bench.clock.advance(60_000);

    await presenter.setUp("clock_forward");
    expect(await presenter.stateOf(linkId)).toBe("connected");
  });

  it("waits until Belvo may be asked again after a scene in which it was unreachable", async () => {
    const { linkId } = await presenter.setUp("belvo_unreachable");
    bench.clock.advance(60_000);
    for (let tries = 0; tries < 5; tries += 1) {
      await presenter.visitor.send("POST", `/api/links/${linkId}/repairs`);
    }

    const again = presenter.setUp("password_changed");
    const waited = { isOver: false };
    void again.then(() => (waited.isOver = true));
    while (!waited.isOver) {
      bench.clock.advance(1_000);
      await new Promise(setImmediate);
    }
    expect(await presenter.stateOf((await again).linkId)).toBe("password_needed");
  });

  it("adds nothing to the history of a link to which nothing happened", async () => {
    const { linkId } = await presenter.setUp("clock_forward");
    const history = async () => (await presenter.visitor.get(`/api/links/${linkId}`)).json;
    const before = await history();
    bench.clock.advance(60_000);
    await presenter.setUp("clock_forward");
    const { history: entries } = v.parse(LinkDetail, await history());
    expect(entries).toEqual(v.parse(LinkDetail, before).history);
  });

  it("sets up one scene at a time", async () => {
    const [, last] = await Promise.all([
      presenter.setUp("script_blocked"),
      presenter.setUp("webhook_twice"),
    ]);
    expect(await presenter.stateOf(last.linkId)).toBe("connected");
    expect(await presenter.faults()).toMatchObject({ widget: "normal", webhooks: { doubled: 1 } });
  });

  it("refuses a scenario that does not exist", async () => {
    const answer = await presenter.visitor.send("POST", "/api/lab/scenes", {
      scenario: "../reset",
    });
    expect(answer).toMatchObject({ status: 400, json: { code: "invalid_request" } });
  });
});

const WITH_FAULTS = SCENES.flatMap(([scenario, , , turned]) =>
  Object.keys(turned).length === 0 ? [] : [scenario],
);

describe("a scene that is over", () => {
  it.each(WITH_FAULTS)("leaves nothing of %s behind when its tab has left it", async (scenario) => {
    const scene = await presenter.setUp(scenario);
    expect(await presenter.faults()).not.toMatchObject(CALM);
    expect(await presenter.leave(scene)).toBe(204);
    expect(await presenter.faults()).toMatchObject(CALM);
  });

  it.each(WITH_FAULTS)("leaves nothing of %s behind when another begins", async (scenario) => {
    await presenter.setUp(scenario);
    await presenter.setUp("webhook_forged");
    expect(await presenter.faults()).toMatchObject(CALM);
  });

  it("ends by itself when its tab is heard of no more", async () => {
    const scene = await presenter.setUp("belvo_unreachable");
    await pass(LAB_LEASE_MS - 1_000);
    expect(await presenter.hold(scene)).toBe(204);
    await pass(LAB_LEASE_MS - 1_000);
    expect(await presenter.faults()).not.toMatchObject(CALM);
    bench.clock.advance(1_000);
    await expect.poll(() => presenter.faults()).toMatchObject(CALM);
    expect(await presenter.hold(scene)).toBe(404);
  });

  it("has the person's banks as they were before it", async () => {
    await presenter.visitor.send("POST", "/api/demo/session", { user: "demo-carla" });
    const scene = await presenter.setUp("clock_forward");
    await presenter.after("break_bank", scene.linkId);
    expect(await presenter.stateOf(scene.linkId)).toBe("password_needed");
    await presenter.leave(scene);
    expect(await presenter.stateOf(scene.linkId)).toBe("connected");
  });

  it("cannot end the scene that came after it, nor hold it", async () => {
    const first = await presenter.setUp("belvo_unreachable");
    await presenter.setUp("script_blocked");
    expect(await presenter.leave(first)).toBe(204);
    expect(await presenter.faults()).toMatchObject({ widget: "blocked" });
    expect(await presenter.hold(first)).toBe(404);
  });

  it("does not end the next one when both are asked for at once", async () => {
    const first = await presenter.setUp("belvo_unreachable");
    await Promise.all([presenter.setUp("script_blocked"), presenter.leave(first)]);
    expect(await presenter.faults()).toMatchObject({ widget: "blocked", resetRate: 0 });
  });

  it("is ended by nobody but our own pages", async () => {
    const { id } = await presenter.setUp("script_blocked");
    const headers = { Origin: "https://evil.example" };
    const answer = await presenter.visitor.send("POST", "/api/lab/ends", { sceneId: id }, headers);
    expect(answer).toMatchObject({ status: 403, json: { code: "forbidden_origin" } });
  });

  async function pass(ms: number): Promise<void> {
    bench.clock.advance(ms);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  }
});

it("a scene is taken down at a later try, where the sandbox did not answer", async () => {
  const clear = vi.fn().mockRejectedValueOnce(new Error("slow")).mockResolvedValue(undefined);
  const scene = { scenario: "belvo_unreachable", userId: "demo-ana", linkId: null } as const;
  const pauses: number[] = [];
  const scenes = createScenes({
    stage: { set: () => Promise.resolve({ ...scene, banks: [], openPath: "/" }), clear },
    log: pino({ level: "silent" }),
    now: () => 0,
    sleep: (ms) => {
      if (ms === LAB_LEASE_MS) return new Promise(() => undefined);
      pauses.push(ms);
      return Promise.resolve();
    },
    newId: () => "a-scene",
  });
  await scenes.begin("belvo_unreachable");
  await scenes.end("a-scene");
  expect(clear).toHaveBeenCalledTimes(2);
  expect(pauses).toEqual([1_000]);
});
