import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LabActDone, LabScene, type LabAct, type LabScenarioId } from "#contract/lab.ts";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage, type LinkState } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { joinSandbox, type JoinedBench } from "../../testing/server-bench/join-sandbox.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let bench: JoinedBench;
let presenter: Visitor;

beforeEach(async () => {
  bench = await joinSandbox({ withLab: true });
  presenter = bench.visitor();
});

async function setUp(scenario: LabScenarioId): Promise<LabScene> {
  const answer = await presenter.send("POST", "/api/lab/scenes", { scenario });
  expect(answer.status).toBe(201);
  return v.parse(LabScene, answer.json);
}

async function stateOf(linkId: string | null): Promise<LinkState | undefined> {
  const { links } = v.parse(LinkPage, (await presenter.get("/api/links")).json);
  return links.find(({ id }) => id === linkId)?.state;
}

function act(name: LabAct, linkId?: string | null) {
  return presenter.send("POST", "/api/lab/acts", { act: name, linkId: linkId ?? undefined });
}

/** Acts, and lets everything come that follows. */
async function after(name: LabAct, linkId?: string | null): Promise<void> {
  const answer = await act(name, linkId);
  expect([answer.status, v.parse(LabActDone, answer.json).result]).toEqual([200, null]);
  await bench.quiet();
  bench.clock.advance(1_000);
}

const faults = () => bench.control("GET", "/faults");

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
      const scene = await setUp(scenario);
      expect(scene).toMatchObject({ scenario, userId: user });
      expect(scene.openPath).toBe(state === "connected" ? `/links/${scene.linkId}` : "/");
      expect((await presenter.get("/api/session")).json).toMatchObject({ user: { id: user } });
      expect(await stateOf(scene.linkId)).toBe(state);
      expect(await faults()).toMatchObject(turned);
    },
  );

  it("sets a scene up afresh after other acts, and keeps the link's history", async () => {
    const { linkId } = await setUp("webhook_twice");
    await after("break_password", linkId);
    expect(await stateOf(linkId)).toBe("password_needed");
    await after("clock_20_min");

    expect(await setUp("webhook_forged")).toMatchObject({ linkId });
    expect(await stateOf(linkId)).toBe("connected");
    expect(await faults()).toMatchObject({ webhooks: { doubled: 0 } });
    const { json } = await presenter.get(`/api/links/${linkId}`);
    expect(json).toMatchObject({
      history: [{ state: "connected" }, { state: "password_needed" }, {}],
    });
  });

  it("clears the bank trouble of the scene before", async () => {
    const { linkId } = await setUp("clock_forward");
    await after("bank_down");
    await presenter.send("POST", `/api/links/${linkId}/refresh`);
    expect(await stateOf(linkId)).toBe("bank_trouble");
    bench.clock.advance(60_000);

    await setUp("clock_forward");
    expect(await stateOf(linkId)).toBe("connected");
  });

  it("waits until Belvo may be asked again after a scene in which it was unreachable", async () => {
    const { linkId } = await setUp("belvo_unreachable");
    bench.clock.advance(60_000);
    for (let tries = 0; tries < 5; tries += 1) {
      await presenter.send("POST", `/api/links/${linkId}/repairs`);
    }

    const again = setUp("password_changed");
    const waited = { isOver: false };
    void again.then(() => (waited.isOver = true));
    while (!waited.isOver) {
      bench.clock.advance(1_000);
      await new Promise(setImmediate);
    }
    expect(await stateOf((await again).linkId)).toBe("password_needed");
  });

  it("adds nothing to the history of a link to which nothing happened", async () => {
    const { linkId } = await setUp("clock_forward");
    const history = async () => (await presenter.get(`/api/links/${linkId}`)).json;
    const before = await history();
    bench.clock.advance(60_000);
    await setUp("clock_forward");
    const { history: entries } = v.parse(LinkDetail, await history());
    expect(entries).toEqual(v.parse(LinkDetail, before).history);
  });

  it("sets up one scene at a time", async () => {
    const [, last] = await Promise.all([setUp("script_blocked"), setUp("webhook_twice")]);
    expect(await stateOf(last.linkId)).toBe("connected");
    expect(await faults()).toMatchObject({ widget: "normal", webhooks: { doubled: 1 } });
  });

  it("refuses a scenario that does not exist", async () => {
    const answer = await presenter.send("POST", "/api/lab/scenes", { scenario: "../reset" });
    expect(answer).toMatchObject({ status: 400, json: { code: "invalid_request" } });
  });
});

describe("POST /api/lab/acts", () => {
  it.each([
    ["bank_down", { loginError: "institution_down" }],
    ["bank_up", { loginError: null }],
    ["belvo_away", { callers: "relink", resetRate: 1 }],
    ["belvo_back", { callers: "all", resetRate: 0 }],
    ["block_widget", { widget: "blocked" }],
    ["silence_widget", { widget: "silent" }],
    ["late_success", { widget: "late_success" }],
  ] as const)(
    "sets the fault of %s and no other, and clears all with calm",
    async (name, turned) => {
      await setUp("webhook_twice");
      await after(name);
      expect(await faults()).toMatchObject({ ...turned, webhooks: { doubled: 1 } });

      await after("calm");
      expect(await faults()).toMatchObject({
        ...{ callers: "all", resetRate: 0, loginError: null, widget: "normal" },
        webhooks: { doubled: 0 },
      });
    },
  );

  it.each([
    ["break_password", "password_needed"],
    ["break_code", "code_needed"],
    ["webhook_twice", "connected"],
    ["webhook_forged", "connected"],
  ] as const)("does %s to a connected link, which is then %s", async (name, state) => {
    const { linkId } = await setUp("webhook_forged");
    await after(name, linkId);
    expect(await stateOf(linkId)).toBe(state);
  });

  it("delivers the webhook of webhook_late seconds later, and the link stays connected", async () => {
    const { linkId } = await setUp("webhook_forged");
    await after("webhook_late", linkId);
    const inbox = () => bench.store.selectFrom("inbox").selectAll().execute();
    expect(await inbox()).toEqual([]);
    bench.clock.advance(5_000);
    await bench.quiet();
    expect(await inbox()).toHaveLength(1);
    expect(await stateOf(linkId)).toBe("connected");
  });

  it("ends the life of the widget's token with expire_tokens", async () => {
    const { linkId } = await setUp("token_runs_out");
    const { json } = await presenter.send("POST", `/api/links/${linkId}/repairs`);
    const { accessToken } = v.parse(RepairTicket, json);
    const read = () => bench.asWidget(accessToken, `/api/links/${linkId}/`);
    expect(await read()).toBe(200);
    await after("expire_tokens");
    expect(await read()).toBe(401);
  });

  it("refuses an act without a link that it needs, on an unknown link, or on one that it cannot happen to", async () => {
    expect(await act("break_code")).toMatchObject({ status: 400 });
    expect(await act("break_code", LINK_ID)).toMatchObject({
      status: 404,
      json: { code: "not_found" },
    });
    const unfinished = await bench.linkWith("demo-diego", "unconfirmed");
    expect(await act("break_code", unfinished)).toMatchObject({ status: 400 });
    expect(await act("break_code", "../../reset")).toMatchObject({ status: 400 });
  });

  it("refuses a request from another site's page", async () => {
    const headers = { Origin: "https://evil.example" };
    const answer = await presenter.send("POST", "/api/lab/acts", { act: "calm" }, headers);
    expect(answer).toMatchObject({ status: 403, json: { code: "forbidden_origin" } });
  });
});

describe("POST /api/lab/acts: ask_for_code", () => {
  it("makes a Heimdall bank ask for a code, by a data refresh", async () => {
    await setUp("clock_forward");
    const { links } = v.parse(LinkPage, (await presenter.get("/api/links")).json);
    const heimdall = links.find(({ bank }) => bank.name.startsWith("Heimdall"))?.id ?? "";
    const answer = await act("ask_for_code", heimdall);
    expect(answer).toMatchObject({ status: 200, json: { result: "needs_you" } });
    expect(await stateOf(heimdall)).toBe("code_needed");
  });

  it("works on the person's own links only, and on Heimdall's only", async () => {
    const { linkId } = await setUp("clock_forward");
    expect(await act("ask_for_code", linkId)).toMatchObject({ status: 400 });
    const brunos = await bench.linkWith("demo-bruno", "token_required");
    expect(await act("ask_for_code", brunos)).toMatchObject({ status: 404 });
    presenter = bench.visitor();
    expect(await act("ask_for_code", linkId)).toMatchObject({ status: 401 });
  });
});

describe("the lab with Belvo's own sandbox", () => {
  it("offers nothing but ask_for_code", async () => {
    const belvo = createFakeBelvo("user-42");
    belvo.institution = "heimdall_mx_retail";
    belvo.statuses.set(LINK_ID, "valid");
    const real = await createBench({
      belvo: (request) => belvo.answer(request),
      lab: { mode: "sandbox" },
    });
    presenter = await real.signedIn("user-42");
    expect(await presenter.get("/api/lab")).toMatchObject({
      status: 200,
      json: { mode: "sandbox", scenarios: [] },
    });
    const scene = { scenario: "bank_down" };
    expect((await presenter.send("POST", "/api/lab/scenes", scene)).status).toBe(404);
    expect((await presenter.get("/api/lab/trace")).status).toBe(404);
    expect((await act("calm")).status).toBe(404);

    belvo.refreshRefusal = { status: 428, code: "token_required" };
    belvo.statuses.set(LINK_ID, "token_required");
    expect(await act("ask_for_code", LINK_ID)).toMatchObject({ json: { result: "needs_you" } });
    expect(belvo.asked).toContain(`POST /api/links/${LINK_ID}/refresh/`);
    expect((await presenter.get("/")).headers.get("Content-Security-Policy")).toContain(
      "frame-ancestors 'none'",
    );
  });
});

describe("GET /api/lab", () => {
  it("answers 404 where there is no lab, as do its other routes", async () => {
    const belvo = createFakeBelvo("user-42");
    const real = await createBench({ belvo: (request) => belvo.answer(request) });
    presenter = await real.signedIn("user-42");
    for (const path of ["/api/lab", "/api/lab/trace"]) {
      expect(await presenter.get(path)).toMatchObject({ status: 404, json: { code: "not_found" } });
    }
    expect((await act("ask_for_code", LINK_ID)).status).toBe(404);
  });

  it("lists every scenario in the demo, and lets our own pages frame it", async () => {
    const { json, headers } = await presenter.get("/api/lab");
    expect(json).toEqual({ mode: "demo", scenarios: SCENES.map(([scenario]) => scenario) });
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'self'");
  });
});
