import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createBench, HOST_API_KEY, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER_ID = "5bf4f4d2-2ba9-4a8a-9c07-8b5a0a6b1c11";
const PATH = `/api/links/${ID}/repairs`;
const MINUTE = 60_000;

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(ID, "invalid"));
  await person.get("/api/links");
});

const ask = (visitor = person, path = PATH) => visitor.send("POST", path, { prepare: true });

async function prepare(): Promise<string> {
  return v.parse(RepairTicket, (await ask()).json).repairId;
}

const press = (repairId: string, visitor = person) =>
  visitor.send("POST", `/api/repairs/${repairId}/opening`);

async function history(visitor = person): Promise<unknown[]> {
  const { json } = await visitor.get(`/api/links/${ID}`);
  return v.parse(LinkDetail, json).history;
}

const kinds = async () =>
  (await bench.store.selectFrom("evidence").select("kind").orderBy("seq").execute()).map(
    ({ kind }) => kind,
  );

const tickets = () => bench.store.selectFrom("prepared_repairs").selectAll().execute();
const repairs = () => bench.store.selectFrom("repairs").selectAll().execute();

/** Somebody's session for one link, by a login link. */
async function enterFor(linkId: string): Promise<Visitor> {
  const headers = { Authorization: `Bearer ${HOST_API_KEY}` };
  const body = { externalId: "user-42", linkId };
  const { text } = await bench.visitor().send("POST", "/host/entries", body, headers);
  const visitor = bench.visitor();
  await visitor.send("POST", "/api/session", { code: /#([\w-]{43})/.exec(text)?.[1] });
  return visitor;
}

describe("a prepared repair", () => {
  it("is a ticket like an opening's", async () => {
    const { status, json } = await ask();
    expect(status).toBe(201);
    expect(v.parse(RepairTicket, json)).toMatchObject({ accessToken: "a.b.c" });
    expect(belvo.asked.slice(-2).sort()).toEqual([`GET /api/links/${ID}/`, "POST /api/token/"]);
  });

  it("leaves nothing in log, history and list, and nothing is told of it", async () => {
    const before = [await kinds(), await history(), (await person.get("/api/links")).json];
    const live = await person.live();
    await prepare();
    expect([await kinds(), await history(), (await person.get("/api/links")).json]).toEqual(before);
    expect(await repairs()).toEqual([]);
    expect(live.raw()).not.toMatch(/^event: (?!hello|ping)/m);
    await live.close();
  });

  it("becomes a repair by the press, opened then, and once however often it is pressed", async () => {
    const repairId = await prepare();
    bench.clock.advance(5 * MINUTE);
    const pressedAt = new Date(bench.clock.now()).toISOString();
    for (let times = 0; times < 3; times += 1) expect((await press(repairId)).status).toBe(204);

    expect((await kinds()).filter((kind) => kind === "repair_opened")).toHaveLength(1);
    expect(await repairs()).toMatchObject([{ id: repairId, link_id: ID, opened_at: pressedAt }]);
    expect(await tickets()).toEqual([]);
  });

  it("becomes one repair when twenty presses come at once", async () => {
    const repairId = await prepare();
    const pressing = Array.from({ length: 20 }, () => press(repairId));
    const statuses = (await Promise.all(pressing)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect((await kinds()).filter((kind) => kind === "repair_opened")).toHaveLength(1);
  });

  it("becomes a repair by what the widget says before the press has come", async () => {
    const repairId = await prepare();
    const events = [{ name: "ERROR", code: "login_error" }];
    const told = await person.send("POST", `/api/repairs/${repairId}/events`, { events });
    expect(told.status).toBe(204);
    expect((await press(repairId)).status).toBe(204);
    expect((await kinds()).slice(-2)).toEqual(["repair_opened", "widget_event"]);
  });

  it("becomes a repair by its outcome, even if the link is known to be connected by then", async () => {
    const repairId = await prepare();
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(MINUTE);
    await person.get("/api/links");
    const path = `/api/repairs/${repairId}/outcome`;
    const answer = await person.send("POST", path, { end: "succeeded" });
    expect(answer).toMatchObject({ status: 200, json: { result: "repaired" } });
    expect((await kinds()).slice(-2)).toEqual(["repair_opened", "repair_ended"]);
  });

  it("is good with another instance on the same store", async () => {
    const repairId = await prepare();
    const { store, clock } = bench;
    const again = await createBench({ belvo: belvo.answer, store, clock });
    expect((await press(repairId, await again.signedIn("user-42"))).status).toBe(204);
  });

  it("counts as no failed try, and a repair from it counts like any other", async () => {
    const failedTries = async () =>
      v.parse(LinkDetail, (await person.get(`/api/links/${ID}`)).json).link.failedTries;
    const repairId = await prepare();
    expect(await failedTries()).toBe(0);
    await press(repairId);
    const exit = { end: "exited", lastErrorCode: "login_error" };
    await person.send("POST", `/api/repairs/${repairId}/outcome`, exit);
    expect(await failedTries()).toBe(1);
  });
});

describe("a prepared repair is nothing", () => {
  const nothing = { status: 404, json: { code: "not_found" } };

  it("for another person", async () => {
    const repairId = await prepare();
    expect(await press(repairId, await bench.signedIn("user-43"))).toMatchObject(nothing);
    expect(await repairs()).toEqual([]);
    expect((await press(repairId)).status).toBe(204);
  });

  it("for the same person in a session for one link, and the other way round", async () => {
    const narrow = await enterFor(ID);
    expect(await press(await prepare(), narrow)).toMatchObject(nothing);
    const { repairId } = v.parse(RepairTicket, (await ask(narrow)).json);
    expect(await press(repairId)).toMatchObject(nothing);
    expect((await press(repairId, narrow)).status).toBe(204);
  });

  it("after its token's end, and is deleted then", async () => {
    const repairId = await prepare();
    bench.clock.advance(10 * MINUTE);
    expect(await press(repairId)).toMatchObject(nothing);
    await bench.app.followRepairs();
    expect(await tickets()).toEqual([]);
    expect(await repairs()).toEqual([]);
  });

  it("once its link is another person's", async () => {
    const repairId = await prepare();
    belvo.externalId = "user-43";
    await (await bench.signedIn("user-43")).get("/api/links");
    expect(await press(repairId)).toMatchObject(nothing);
    expect(await repairs()).toEqual([]);
  });

  it("once its link is gone", async () => {
    const repairId = await prepare();
    belvo.statuses.delete(ID);
    bench.clock.advance(MINUTE);
    await person.get("/api/links");
    await bench.app.settled();
    expect(await press(repairId)).toMatchObject(nothing);
  });

  it("while it is kept: another ticket is asked for beside it", async () => {
    const [one, two] = [await prepare(), await prepare()];
    expect(one).not.toBe(two);
    expect((await press(one)).status).toBe(204);
    expect((await press(two)).status).toBe(204);
  });
});

describe("a link that is connected", () => {
  it("is not prepared: its card is mended without a word in its history", async () => {
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(MINUTE);
    expect(await ask()).toMatchObject({ status: 409, json: { code: "already_connected" } });
    expect(await tickets()).toEqual([]);
    const { json } = await person.get(`/api/links/${ID}`);
    expect(v.parse(LinkDetail, json).link).toMatchObject({ state: "connected" });
    expect(new Set(await kinds())).toEqual(new Set(["reading"]));
  });

  it("by the time of the press opens no repair, and the press is told so each time", async () => {
    const repairId = await prepare();
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(MINUTE);
    await person.get("/api/links");
    for (let times = 0; times < 2; times += 1) {
      const answer = await press(repairId);
      expect(answer).toMatchObject({ status: 409, json: { code: "already_connected" } });
    }
    expect(await repairs()).toEqual([]);
  });
});

describe("preparing", () => {
  it("has limits of its own, a link's, a person's at once, and a person's", async () => {
    belvo.statuses.set(OTHER_ID, "invalid");
    bench.clock.advance(MINUTE);
    await person.get("/api/links");
    const statuses = [];
    for (let times = 0; times < 6; times += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
    const other = `/api/links/${OTHER_ID}/repairs`;
    expect((await ask(person, other)).status).toBe(429);
    // A press is none of them.
    expect((await person.send("POST", PATH)).status).toBe(201);
    bench.clock.advance(30_000);
    expect((await ask(person, other)).status).toBe(201);
    expect((await ask()).status).toBe(429);

    for (let times = 0; times < 40; times += 1) {
      bench.clock.advance(10_000);
      await ask();
      await ask(person, other);
    }
    person = await bench.signedIn("user-42");
    expect((await ask()).status).toBe(429);
    expect((await tickets()).length).toBeLessThanOrEqual(30);
    bench.clock.advance(10 * MINUTE);
    expect((await ask()).status).toBe(201);
  });

  it("leaves a press its turn at Belvo, when a crowd has prepared", async () => {
    const statuses: number[] = [];
    belvo.statuses.delete(ID);
    for (let each = 0; each < 20; each += 1) {
      const externalId = `user-${each}`;
      const linkId = OTHER_ID.replace(/^.{8}/, String(10_000_000 + each));
      belvo.externalId = externalId;
      belvo.statuses.set(linkId, "invalid");
      const visitor = await bench.signedIn(externalId);
      statuses.push((await ask(visitor, `/api/links/${linkId}/repairs`)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([201, 429]));
    belvo.externalId = "user-42";
    belvo.statuses.set(ID, "invalid");
    expect((await person.send("POST", PATH)).status).toBe(201);
  });

  it.each([
    ["the hosted widget", { prepare: true, widget: "hosted" }, {}],
    ["what is no yes or no", { prepare: "yes" }, {}],
    ["anything where it is off", { prepare: true }, { preparesRepairs: false }],
  ])("is refused for %s", async (_, body, settings) => {
    const fake = createFakeBelvo("user-42");
    fake.statuses.set(ID, "invalid");
    const other = await createBench({ belvo: fake.answer, settings });
    const visitor = await other.signedIn("user-42");
    const answer = await visitor.send("POST", PATH, body);
    expect(answer).toMatchObject({ status: 400, json: { code: "invalid_request" } });
    expect(fake.asked).not.toContain("POST /api/token/");
  });

  it("is offered to the page, unless it is off", async () => {
    expect((await person.get("/api/session")).json).toMatchObject({ preparesRepairs: true });
    const off = await createBench({ belvo: belvo.answer, settings: { preparesRepairs: false } });
    const { json } = await off.visitor().get("/api/session");
    expect(json).toMatchObject({ preparesRepairs: false });
  });
});
