import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
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
  return v.parse(RepairTicket, (await press()).json).repairId;
}

async function outcome(repairId: string, end: WidgetEnd): Promise<RepairOutcome> {
  const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, end);
  return v.parse(RepairOutcome, answer.json);
}

async function results(): Promise<string[]> {
  const { history } = v.parse(LinkDetail, (await person.get(`/api/links/${ID}`)).json);
  return history.flatMap((entry) => (entry.kind === "repair_ended" ? [entry.result] : []));
}

describe("POST /api/links/:linkId/repairs", () => {
  it("takes no list for a way to open it", async () => {
    const answer = await person.send("POST", `/api/links/${ID}/repairs`, []);
    expect(answer).toMatchObject({ status: 400, json: { code: "invalid_request" } });
  });

  it("answers with one token for ten minutes, not to be stored on its way", async () => {
    const answer = await press();
    expect(answer.status).toBe(201);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(v.parse(RepairTicket, answer.json)).toMatchObject({
      accessToken: "a.b.c",
      expiresAt: timestamp(bench.clock.now() + 10 * 60 * 1000),
    });
  });

  it("answers 409 for a link that has become valid meanwhile, which is then listed as connected", async () => {
    await person.get("/api/links");
    belvo.statuses.set(ID, "valid");
    expect(await press()).toMatchObject({ status: 409, json: { code: "already_connected" } });
    const page = v.parse(LinkPage, (await person.get("/api/links")).json);
    expect(page.links[0]).toMatchObject({ state: "connected" });
  });

  it("answers 404 for a link that Belvo no longer has, which is then no longer listed", async () => {
    await person.get("/api/links");
    belvo.statuses.clear();
    expect(await press()).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect((await person.get("/api/links")).json).toMatchObject({ links: [] });
  });

  it("answers 404 for a link that Belvo says is someone else's", async () => {
    await person.get("/api/links");
    belvo.externalId = "user-43";
    expect(await press()).toMatchObject({ status: 404, json: { code: "not_found" } });
  });

  it("answers 409 for a link from Brazil, and asks Belvo for no token", async () => {
    belvo.institution = "erebor_br_retail";
    expect(await press()).toMatchObject({ status: 409, json: { code: "not_repairable_here" } });
    expect(belvo.asked).not.toContain("POST /api/token/");
  });

  it("gives a token for a status that we do not know: the widget may", async () => {
    belvo.statuses.set(ID, "resting");
    expect(await press()).toMatchObject({ status: 201, json: { accessToken: "a.b.c" } });
  });

  it("answers 503 while Belvo is away", async () => {
    await person.get("/api/links");
    belvo.isAway = true;
    expect(await press()).toMatchObject({ status: 503, json: { code: "belvo_unreachable" } });
  });

  it("allows twenty repairs of a link in ten minutes", async () => {
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

describe("POST /api/repairs/:repairId/outcome", () => {
  it("answers with what Belvo says, not with what the widget says", async () => {
    const left = await open();
    belvo.statuses.set(ID, "valid");
    expect(await outcome(left, { end: "failed" })).toMatchObject({
      result: "repaired",
      link: { state: "connected", repairedAt: timestamp(bench.clock.now()) },
    });
  });

  it("answers confirming to a success for a minute, then still_broken, with no line in the history", async () => {
    const repairId = await open();
    expect(await outcome(repairId, { end: "succeeded" })).toMatchObject({ result: "confirming" });
    bench.clock.advance(59_999);
    expect(await outcome(repairId, { end: "succeeded" })).toMatchObject({ result: "confirming" });
    expect(await results()).toEqual([]);

    bench.clock.advance(1);
    expect(await outcome(repairId, { end: "succeeded" })).toMatchObject({ result: "still_broken" });
    expect(await results()).toEqual([]);
  });

  it("keeps the first result when it is asked again", async () => {
    const repairId = await open();
    await outcome(repairId, { end: "exited" });
    const again = await outcome(repairId, { end: "exited", lastErrorCode: "login_error" });
    expect(again.result).toBe("left");
    expect(await results()).toEqual(["left"]);
  });

  it("changes the result to repaired when Belvo calls the link valid later", async () => {
    const repairId = await open();
    await outcome(repairId, { end: "expired" });
    belvo.statuses.set(ID, "valid");
    expect(await outcome(repairId, { end: "expired" })).toMatchObject({ result: "repaired" });
    expect(await results()).toEqual(["repaired", "expired"]);
  });

  it("need not be asked for: GET /api/links ends the repair as repaired when the tab was closed", async () => {
    await open();
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(60_000);
    const page = v.parse(LinkPage, (await person.get("/api/links")).json);
    expect(page.links[0]).toMatchObject({
      state: "connected",
      repairedAt: timestamp(bench.clock.now()),
    });
    expect(await results()).toEqual(["repaired"]);
  });

  it("gives one result to all who ask at the same time", async () => {
    const repairId = await open();
    belvo.statuses.set(ID, "valid");
    const ends = ["succeeded", "exited", "failed", "succeeded"] as const;
    const outcomes = await Promise.all(ends.map((end) => outcome(repairId, { end })));
    expect(outcomes.map(({ result }) => result)).toEqual(Array(4).fill("repaired"));
    expect(await results()).toEqual(["repaired"]);
  });

  it("answers 503 and decides nothing while Belvo is away", async () => {
    const repairId = await open();
    belvo.isAway = true;
    const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, { end: "exited" });
    expect(answer).toMatchObject({ status: 503, json: { code: "belvo_unreachable" } });
    belvo.isAway = false;
    expect(await results()).toEqual([]);
  });
});

describe("POST /api/repairs/:repairId/events", () => {
  it("keeps the widget events of a repair, at most 200 of them", async () => {
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

  it("keeps when each was, as far back as reports go and no further than the opening", async () => {
    const repairId = await open();
    const openedAt = bench.clock.now();
    bench.clock.advance(20_000);
    const events = [1_500, 60_000, 0].map((agoMs) => ({ name: "PAGE_LOAD", page: "/x", agoMs }));
    await person.send("POST", `/api/repairs/${repairId}/events`, { events });
    bench.clock.advance(-19_000);
    await person.send("POST", `/api/repairs/${repairId}/events`, { events: events.slice(0, 1) });
    const kept = await bench.store
      .selectFrom("evidence")
      .select("at")
      .where("kind", "=", "widget_event")
      .orderBy("seq")
      .execute();
    expect(kept.map(({ at }) => Date.parse(at) - openedAt)).toEqual([18_500, 10_000, 20_000, 0]);
  });

  it("refuses an event whose code is free text", async () => {
    const repairId = await open();
    const events = [{ name: "ERROR", code: "wrong password: hunter2" }];
    expect(await person.send("POST", `/api/repairs/${repairId}/events`, { events })).toMatchObject({
      status: 400,
      json: { code: "invalid_request" },
    });
  });
});
