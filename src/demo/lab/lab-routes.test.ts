import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LabScenarioId, type LabAct } from "#contract/lab.ts";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { aPresenter, type Presenter } from "../../testing/server-bench/a-presenter.ts";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { joinSandbox, type JoinedBench } from "../../testing/server-bench/join-sandbox.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let bench: JoinedBench;
let presenter: Presenter;

beforeEach(async () => {
  bench = await joinSandbox({ withLab: true });
  presenter = aPresenter(bench);
});

function actOf(visitor: Visitor, act: LabAct, linkId?: string | null) {
  return visitor.send("POST", "/api/lab/acts", { act, linkId: linkId ?? undefined });
}

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
      await presenter.setUp("webhook_twice");
      await presenter.after(name);
      expect(await presenter.faults()).toMatchObject({ ...turned, webhooks: { doubled: 1 } });

      await presenter.after("calm");
      expect(await presenter.faults()).toMatchObject({
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
    const { linkId } = await presenter.setUp("webhook_forged");
    await presenter.after(name, linkId);
    expect(await presenter.stateOf(linkId)).toBe(state);
  });

  it("breaks a connected bank with break_bank, and then the person's next, until none is left", async () => {
    const { linkId, banks } = await presenter.setUp("webhook_forged");
    const broken = [
      await presenter.after("break_bank", linkId),
      await presenter.after("break_bank", linkId),
      await presenter.after("break_bank", linkId),
    ];
    expect(broken[0]).toBe(linkId);
    expect([...broken].sort()).toEqual(banks.map((bank) => bank.linkId).sort());
    for (const id of broken) expect(await presenter.stateOf(id)).toBe("password_needed");
    expect(await presenter.after("break_bank", linkId)).toBeNull();
  });

  it("breaks another bank of the person's with break_bank where the scene's is broken", async () => {
    const { linkId, banks } = await presenter.setUp("password_changed");
    const broken = await presenter.after("break_bank", linkId);
    expect(broken).not.toBe(linkId);
    expect(banks.map((bank) => bank.linkId)).toContain(broken);
  });

  it("makes the data 20 minutes older with clock_20_min, and no time is in the future", async () => {
    const { linkId } = await presenter.setUp("clock_forward");
    const refresh = async () =>
      (await presenter.visitor.send("POST", `/api/links/${linkId}/refresh`)).json;
    expect(await refresh()).toMatchObject({ result: "started" });
    await bench.quiet();
    expect(await refresh()).toMatchObject({ result: "fresh_already" });
    const before = bench.clock.now();
    await presenter.after("clock_20_min", linkId);

    const { text } = await presenter.visitor.get(`/api/links/${linkId}`);
    const { link } = v.parse(LinkDetail, JSON.parse(text));
    const minutes = (before - Date.parse(link.lastAccessedAt ?? "")) / 60_000;
    expect(Math.floor(minutes)).toBe(20);
    const times = text.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(times.filter((at) => Date.parse(at) > bench.clock.now())).toEqual([]);
    expect(await refresh()).toMatchObject({ result: "started" });
  });

  it("does nothing once the scene is over", async () => {
    const scene = await presenter.setUp("webhook_forged");
    await presenter.leave(scene);
    expect(await presenter.act("belvo_away")).toMatchObject({ status: 404 });
    expect(await actOf(presenter.visitor, "belvo_away")).toMatchObject({ status: 404 });
    expect(await presenter.faults()).toMatchObject({ resetRate: 0 });
  });

  it("delivers the webhook of webhook_late seconds later, and the link stays connected", async () => {
    const { linkId } = await presenter.setUp("webhook_forged");
    await presenter.after("webhook_late", linkId);
    const inbox = () => bench.store.selectFrom("inbox").selectAll().execute();
    expect(await inbox()).toEqual([]);
    bench.clock.advance(5_000);
    await bench.quiet();
    expect(await inbox()).toHaveLength(1);
    expect(await presenter.stateOf(linkId)).toBe("connected");
  });

  it("ends the life of the widget's token with expire_tokens", async () => {
    const { linkId } = await presenter.setUp("token_runs_out");
    const { json } = await presenter.visitor.send("POST", `/api/links/${linkId}/repairs`);
    const { accessToken } = v.parse(RepairTicket, json);
    const read = () => bench.asWidget(accessToken, `/api/links/${linkId}/`);
    expect(await read()).toBe(200);
    await presenter.after("expire_tokens");
    expect(await read()).toBe(401);
  });

  it("refuses an act without a link that it needs, on an unknown link, or on one that it cannot happen to", async () => {
    await presenter.setUp("webhook_forged");
    expect(await presenter.act("break_code")).toMatchObject({ status: 400 });
    expect(await presenter.act("break_code", LINK_ID)).toMatchObject({
      status: 404,
      json: { code: "not_found" },
    });
    const unfinished = await bench.linkWith("demo-diego", "unconfirmed");
    expect(await presenter.act("break_code", unfinished)).toMatchObject({ status: 400 });
    expect(await presenter.act("break_code", "../../reset")).toMatchObject({ status: 400 });
  });

  it("refuses a request from another site's page", async () => {
    const headers = { Origin: "https://evil.example" };
    const answer = await presenter.visitor.send("POST", "/api/lab/acts", { act: "calm" }, headers);
    expect(answer).toMatchObject({ status: 403, json: { code: "forbidden_origin" } });
  });
});

describe("who is signed in after a scene", () => {
  const signIn = (user: string) => presenter.visitor.send("POST", "/api/demo/session", { user });
  const whoIsThere = async () => {
    const { json } = await presenter.visitor.get("/api/session");
    return v.parse(v.object({ user: v.nullable(v.object({ name: v.string() })) }), json).user?.name;
  };

  it("is who was there before it, also after scene upon scene", async () => {
    await signIn("demo-bruno");
    const first = await presenter.setUp("password_changed");
    expect(await whoIsThere()).not.toMatch(/Bruno/);
    const second = await presenter.setUp("webhook_forged");
    await presenter.leave(first);
    expect(await whoIsThere()).not.toMatch(/Bruno/);
    await presenter.leave(second);
    expect(await whoIsThere()).toMatch(/Bruno/);
  });

  it("is nobody where nobody was", async () => {
    await presenter.leave(await presenter.setUp("password_changed"));
    expect(await whoIsThere()).toBeUndefined();
  });

  it("is whom the presenter chose meanwhile", async () => {
    await signIn("demo-bruno");
    const scene = await presenter.setUp("password_changed");
    await signIn("demo-elena");
    await presenter.leave(scene);
    expect(await whoIsThere()).toMatch(/Elena/);
  });
});

describe("POST /api/lab/acts: ask_for_code", () => {
  it("makes a Heimdall bank ask for a code, by a data refresh", async () => {
    await presenter.setUp("clock_forward");
    const { links } = v.parse(LinkPage, (await presenter.visitor.get("/api/links")).json);
    const heimdall = links.find(({ bank }) => bank.name.startsWith("Heimdall"))?.id ?? "";
    const answer = await presenter.act("ask_for_code", heimdall);
    expect(answer).toMatchObject({ status: 200, json: { result: "needs_you" } });
    expect(await presenter.stateOf(heimdall)).toBe("code_needed");
  });

  it("works on the person's own links only, and on Heimdall's only", async () => {
    const { linkId } = await presenter.setUp("clock_forward");
    expect(await presenter.act("ask_for_code", linkId)).toMatchObject({ status: 400 });
    const brunos = await bench.linkWith("demo-bruno", "token_required");
    expect(await presenter.act("ask_for_code", brunos)).toMatchObject({ status: 404 });
    const stranger = await actOf(bench.visitor(), "ask_for_code", linkId);
    expect(stranger).toMatchObject({ status: 401 });
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
    const visitor = await real.signedIn("user-42");
    expect(await visitor.get("/api/lab")).toMatchObject({
      status: 200,
      json: { mode: "sandbox", scenarios: [] },
    });
    const scene = { scenario: "bank_down" };
    expect((await visitor.send("POST", "/api/lab/scenes", scene)).status).toBe(404);
    expect((await visitor.get("/api/lab/trace")).status).toBe(404);
    expect((await actOf(visitor, "calm")).status).toBe(404);

    belvo.refreshRefusal = { status: 428, code: "token_required" };
    belvo.statuses.set(LINK_ID, "token_required");
    expect(await actOf(visitor, "ask_for_code", LINK_ID)).toMatchObject({
      json: { result: "needs_you" },
    });
    expect(belvo.asked).toContain(`POST /api/links/${LINK_ID}/refresh/`);
    expect((await visitor.get("/")).headers.get("Content-Security-Policy")).toContain(
      "frame-ancestors 'none'",
    );
  });
});

describe("GET /api/lab", () => {
  it("answers 404 where there is no lab, as do its other routes", async () => {
    const belvo = createFakeBelvo("user-42");
    const real = await createBench({ belvo: (request) => belvo.answer(request) });
    const visitor = await real.signedIn("user-42");
    for (const path of ["/api/lab", "/api/lab/trace"]) {
      expect(await visitor.get(path)).toMatchObject({
        status: 404,
        json: { code: "not_found" },
      });
    }
    expect((await actOf(visitor, "ask_for_code", LINK_ID)).status).toBe(404);
  });

  it("lists every scenario in the demo, and lets our own pages frame it", async () => {
    const { json, headers } = await presenter.visitor.get("/api/lab");
    expect(json).toEqual({ mode: "demo", scenarios: LabScenarioId.options });
    expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'self'");
  });
});
