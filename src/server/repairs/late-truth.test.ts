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

async function open(): Promise<string> {
  const opened = await person.send("POST", `/api/links/${ID}/repairs`);
  return v.parse(RepairTicket, opened.json).repairId;
}

async function outcome(repairId: string, end: WidgetEnd["end"]) {
  const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, { end });
  return v.parse(RepairOutcome, answer.json).result;
}

/** How the list shows the link, when Belvo says `valid` after this long. */
async function validAfter(ms: number) {
  bench.clock.advance(ms);
  belvo.statuses.set(ID, "valid");
  return v.parse(LinkPage, (await person.get("/api/links")).json).links[0];
}

async function results(): Promise<string[]> {
  const { history } = v.parse(LinkDetail, (await person.get(`/api/links/${ID}`)).json);
  return history.flatMap((entry) => (entry.kind === "repair_ended" ? [entry.result] : []));
}

describe("GET /api/links, when Belvo calls a link valid", () => {
  it("ends a repair as repaired whose success was reported, twenty minutes later", async () => {
    const repairId = await open();
    expect(await outcome(repairId, "succeeded")).toBe("confirming");
    bench.clock.advance(60_000);
    expect(await outcome(repairId, "succeeded")).toBe("still_broken");
    expect(await results()).toEqual([]);

    const link = await validAfter(20 * 60_000);
    expect(link?.repairedAt).toBe(timestamp(bench.clock.now()));
    expect(await results()).toEqual(["repaired"]);
  });

  it.each(["exited", "failed", "expired"] as const)(
    "turns the result of a repair that %s within a quarter of an hour into repaired",
    async (end) => {
      const kept = await outcome(await open(), end);
      const link = await validAfter(14 * 60_000);
      expect(link?.repairedAt).toBe(timestamp(bench.clock.now()));
      expect(await results()).toEqual(["repaired", kept]);
    },
  );

  it("leaves a repair as it ended that was over a quarter of an hour ago", async () => {
    await outcome(await open(), "exited");
    expect(await validAfter(15 * 60_000)).toMatchObject({ state: "connected", repairedAt: null });
    expect(await results()).toEqual(["left"]);
  });

  it("credits a repair that was left open with nothing that happened later", async () => {
    const repairId = await open();
    bench.clock.advance(7 * 24 * 60 * 60_000);
    person = await bench.signedIn("user-42");
    expect(await validAfter(0)).toMatchObject({
      state: "connected",
      repairedAt: null,
      repairedBy: "elsewhere",
    });
    expect(await results()).toEqual([]);

    // The tab was open all the time.
    expect(await outcome(repairId, "exited")).toBe("left");
    expect(await outcome(repairId, "exited")).toBe("left");
    expect(await validAfter(20_000)).toMatchObject({ repairedAt: null, repairedBy: "elsewhere" });
  });

  it("credits a repair with nothing after a day, whose success was reported", async () => {
    await outcome(await open(), "succeeded");
    bench.clock.advance(25 * 60 * 60_000);
    person = await bench.signedIn("user-42");
    expect(await validAfter(0)).toMatchObject({ repairedAt: null, repairedBy: "elsewhere" });
  });

  it("credits the repair that was opened last, and leaves an earlier one as it ended", async () => {
    await outcome(await open(), "exited");
    bench.clock.advance(1_000);
    await open();
    await validAfter(3_000);
    expect(await results()).toEqual(["repaired", "left"]);
  });
});

it("a former owner's repair does not hide the link from its present owner", async () => {
  const former = await open();
  belvo.externalId = "user-43";
  const owner = await bench.signedIn("user-43");
  bench.clock.advance(1_000);
  await owner.get("/api/links");

  bench.clock.advance(1_000);
  const answer = await person.send("POST", `/api/repairs/${former}/outcome`, { end: "exited" });
  expect(answer).toMatchObject({ status: 404, json: { code: "not_found" } });
  expect((await owner.get(`/api/links/${ID}`)).status).toBe(200);
  expect(await bench.store.selectFrom("links").select("gone_at").execute()).toEqual([
    { gone_at: null },
  ]);
});

it("a former owner's repair does not get the link back when Belvo names no owner", async () => {
  const former = await open();
  belvo.externalId = "user-43";
  const present = await bench.signedIn("user-43");
  await present.get("/api/links");

  const { answer } = belvo;
  belvo.answer = async (request) => {
    if (new URL(request.url).pathname !== `/api/links/${ID}/`) return answer(request);
    return Response.json({
      id: ID,
      institution: belvo.institution,
      status: "valid",
      external_id: null,
    });
  };
  const outcome = await person.send("POST", `/api/repairs/${former}/outcome`, { end: "exited" });
  expect(outcome.status).toBe(404);
  expect((await present.get(`/api/links/${ID}`)).status).toBe(200);
});

it("a single repair is recorded as repaired when an earlier one was abandoned", async () => {
  await open();
  bench.clock.advance(1_000);
  await open();
  await validAfter(3_000);
  expect(await results()).toEqual(["repaired"]);
});
