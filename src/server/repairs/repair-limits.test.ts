import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { RepairTicket } from "#contract/repair.ts";
import type { Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;
let repairId: string;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(ID, "invalid"));
  const opened = await person.send("POST", `/api/links/${ID}/repairs`);
  repairId = v.parse(RepairTicket, opened.json).repairId;
});

const ask = (end = "succeeded") => person.send("POST", `/api/repairs/${repairId}/outcome`, { end });
const readings = () => belvo.asked.filter((call) => call === `GET /api/links/${ID}/`).length;

it("one person's repairs leave others room in Belvo's rate limit", async () => {
  const press = () => person.send("POST", `/api/links/${ID}/repairs`);
  const pressing = Array.from({ length: 40 }, press);
  const statuses = (await Promise.all(pressing)).map(({ status }) => status);
  // One was opened before.
  expect(statuses.filter((status) => status === 201)).toHaveLength(5);
  for (let times = 0; times < 40; times += 1) await ask();

  const calls = belvo.asked.filter((call) => call.endsWith("/token/")).length + readings();
  expect(calls).toBeLessThan(35);
});

describe("POST /api/repairs/:repairId/outcome", () => {
  it("allows twenty requests a minute", async () => {
    for (let times = 0; times < 20; times += 1) expect(await ask()).toMatchObject({ status: 200 });
    expect(await ask()).toMatchObject({ status: 429, json: { code: "rate_limited" } });

    bench.clock.advance(60_000);
    expect(await ask()).toMatchObject({ status: 200 });
  });

  it("answers confirming for a minute at most, also when the clock is set back meanwhile", async () => {
    await ask();
    bench.clock.advance(-10 * 60_000);
    person = await bench.signedIn("user-42");
    expect((await ask()).json).toMatchObject({ result: "confirming" });
    bench.clock.advance(60_000);
    expect((await ask()).json).toMatchObject({ result: "still_broken" });
  });
});

describe("POST /api/repairs/:repairId/events", () => {
  const tell = (count: number) => {
    const events = Array.from({ length: count }, () => ({ name: "PAGE_LOAD" }));
    return person.send("POST", `/api/repairs/${repairId}/events`, { events });
  };
  const kept = async () => [
    await bench.store.selectFrom("repairs").selectAll().execute(),
    await bench.store.selectFrom("evidence").selectAll().execute(),
  ];

  it("allows 120 requests a minute", async () => {
    for (let times = 0; times < 120; times += 1) expect((await tell(1)).status).toBe(204);
    expect(await tell(1)).toMatchObject({ status: 429, json: { code: "rate_limited" } });

    bench.clock.advance(60_000);
    expect((await tell(1)).status).toBe(204);
  });

  it("writes nothing once the repair has 200 events", async () => {
    for (let batch = 0; batch < 4; batch += 1) await tell(50);
    const before = await kept();
    expect((await tell(50)).status).toBe(204);
    expect(await kept()).toEqual(before);
  });
});
