import { beforeEach, describe, expect, it } from "vitest";
import { LinkPage } from "#contract/link.ts";
import { LinkDetail } from "#contract/history.ts";
import { RepairOutcome, RepairTicket, type WidgetEnd } from "#contract/repair.ts";
import type { Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { timestamp } from "../store/timestamp.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(ID, "invalid"));
});

const press = () => person.send("POST", `/api/links/${ID}/repairs`);

async function open(): Promise<string> {
  return RepairTicket.parse((await press()).json).repairId;
}

async function outcome(repairId: string, end: WidgetEnd): Promise<RepairOutcome> {
  const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, end);
  return RepairOutcome.parse(answer.json);
}

async function results(): Promise<string[]> {
  const { history } = LinkDetail.parse((await person.get(`/api/links/${ID}`)).json);
  return history.flatMap((entry) => (entry.kind === "repair_ended" ? [entry.result] : []));
}

describe("pressing Update", () => {
  it("gives one token, for ten minutes, that nothing on its way keeps", async () => {
    const answer = await press();
    expect(answer.status).toBe(201);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(RepairTicket.parse(answer.json)).toMatchObject({
      accessToken: "a.b.c",
      expiresAt: timestamp(bench.clock.now() + 10 * 60 * 1000),
    });
  });

  it("gives none for a link that has become valid meanwhile, and shows it as connected", async () => {
    await person.get("/api/links");
    belvo.statuses.set(ID, "valid");
    expect(await press()).toMatchObject({ status: 409, json: { code: "already_connected" } });
    const page = LinkPage.parse((await person.get("/api/links")).json);
    expect(page.links[0]).toMatchObject({ state: "connected" });
  });

  it("gives none for a link that Belvo no longer has, and shows it no more", async () => {
    await person.get("/api/links");
    belvo.statuses.clear();
    expect(await press()).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect((await person.get("/api/links")).json).toMatchObject({ links: [] });
  });

  it("gives none for a link that Belvo says is someone else's", async () => {
    await person.get("/api/links");
    belvo.externalId = "user-43";
    expect(await press()).toMatchObject({ status: 404, json: { code: "not_found" } });
  });

  it("gives none for a link from Brazil, and asks Belvo for none", async () => {
    belvo.institution = "erebor_br_retail";
    expect(await press()).toMatchObject({ status: 409, json: { code: "not_repairable_here" } });
    expect(belvo.asked).not.toContain("POST /api/token/");
  });

  it("gives none for a state that the widget is not for", async () => {
    belvo.statuses.set(ID, "resting");
    expect(await press()).toMatchObject({ status: 409, json: { code: "not_repairable_here" } });
  });

  it("says so when Belvo is away", async () => {
    await person.get("/api/links");
    belvo.isAway = true;
    expect(await press()).toMatchObject({ status: 503, json: { code: "belvo_unreachable" } });
  });

  it("is enough twenty times in ten minutes", async () => {
    for (let times = 0; times < 20; times += 1) {
      expect((await press()).status).toBe(201);
      bench.clock.advance(5000);
    }
    const answer = await press();
    expect(answer).toMatchObject({ status: 429, json: { code: "rate_limited" } });
    expect(Number(answer.headers.get("Retry-After"))).toBe(500);

    bench.clock.advance(500_000);
    expect((await press()).status).toBe(201);
  });
});

describe("the outcome", () => {
  it("is what Belvo says, not what the widget says", async () => {
    const left = await open();
    belvo.statuses.set(ID, "valid");
    expect(await outcome(left, { end: "failed" })).toMatchObject({
      result: "repaired",
      link: { state: "connected", repairedAt: timestamp(bench.clock.now()) },
    });
  });

  it("of a success is waited for, for a minute", async () => {
    const repairId = await open();
    expect(await outcome(repairId, { end: "succeeded" })).toMatchObject({ result: "confirming" });
    bench.clock.advance(59_999);
    expect(await outcome(repairId, { end: "succeeded" })).toMatchObject({ result: "confirming" });
    expect(await results()).toEqual([]);

    bench.clock.advance(1);
    expect(await outcome(repairId, { end: "succeeded" })).toMatchObject({ result: "still_broken" });
    expect(await results()).toEqual([]);
  });

  it("is kept, and asking again changes nothing", async () => {
    const repairId = await open();
    await outcome(repairId, { end: "exited" });
    const again = await outcome(repairId, { end: "exited", lastErrorCode: "login_error" });
    expect(again.result).toBe("left");
    expect(await results()).toEqual(["left"]);
  });

  it("becomes repaired when Belvo says so later", async () => {
    const repairId = await open();
    await outcome(repairId, { end: "expired" });
    belvo.statuses.set(ID, "valid");
    expect(await outcome(repairId, { end: "expired" })).toMatchObject({ result: "repaired" });
    expect(await results()).toEqual(["repaired", "expired"]);
  });

  it("is found by the list when the tab was closed and nobody asked", async () => {
    await open();
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(60_000);
    const page = LinkPage.parse((await person.get("/api/links")).json);
    expect(page.links[0]).toMatchObject({
      state: "connected",
      repairedAt: timestamp(bench.clock.now()),
    });
    expect(await results()).toEqual(["repaired"]);
  });

  it("is one, however many ask at the same time", async () => {
    const repairId = await open();
    belvo.statuses.set(ID, "valid");
    const ends = ["succeeded", "exited", "failed", "succeeded"] as const;
    const outcomes = await Promise.all(ends.map((end) => outcome(repairId, { end })));
    expect(outcomes.map(({ result }) => result)).toEqual(Array(4).fill("repaired"));
    expect(await results()).toEqual(["repaired"]);
  });

  it("is not decided while Belvo is away", async () => {
    const repairId = await open();
    belvo.isAway = true;
    const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, { end: "exited" });
    expect(answer).toMatchObject({ status: 503, json: { code: "belvo_unreachable" } });
    belvo.isAway = false;
    expect(await results()).toEqual([]);
  });
});

describe("what the widget says", () => {
  it("is kept, up to an amount", async () => {
    const repairId = await open();
    const events = Array.from({ length: 50 }, () => ({ name: "ERROR", code: "login_error" }));
    for (let batch = 0; batch < 5; batch += 1) {
      const answer = await person.send("POST", `/api/repairs/${repairId}/events`, { events });
      expect(answer.status).toBe(204);
    }
    const kept = await bench.store
      .selectFrom("evidence")
      .selectAll()
      .where("kind", "=", "widget_event")
      .execute();
    expect(kept).toHaveLength(200);
    expect(JSON.parse(kept[0]?.body ?? "")).toEqual({
      repairId,
      event: { name: "ERROR", code: "login_error" },
      openedAt: new Date(bench.clock.now()).toISOString(),
    });
  });

  it("is refused when it is no more than words", async () => {
    const repairId = await open();
    const events = [{ name: "ERROR", code: "wrong password: hunter2" }];
    expect(await person.send("POST", `/api/repairs/${repairId}/events`, { events })).toMatchObject({
      status: 400,
      json: { code: "invalid_request" },
    });
  });
});
