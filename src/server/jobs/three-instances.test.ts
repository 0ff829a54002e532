import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { busiest, createInstances, type Instances } from "../../testing/server-bench/instances.ts";
import { createLocation } from "../../testing/server-bench/open-test-store.ts";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const STEP = 10_000;
const SKEWS = [-3 * MINUTE, 0, 3 * MINUTE];
/** In any half minute. Source: Belvo, "Belvo API and Widget errors", 403. */
const BELVO_TAKES = 80;

const OWNED = Array.from({ length: 12 }, () => randomUUID());
const NOBODYS = randomUUID();

let belvo: FakeBelvo;
let all: Instances;
/** How many webhooks of each link were taken. */
let taken: Map<string, number>;
let sent: number;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  for (const id of OWNED) belvo.statuses.set(id, "valid");
  all = createInstances(belvo, await createLocation());
  taken = new Map();
  sent = 0;
});

/** A link changes at Belvo, and one of the instances is told, and another one again. */
async function change(): Promise<void> {
  sent += 1;
  const linkId = OWNED[sent % OWNED.length] ?? "";
  belvo.statuses.set(linkId, belvo.statuses.get(linkId) === "valid" ? "invalid" : "valid");
  await bring(linkId);
  if (sent % 5 === 0) await bring(NOBODYS);
}

async function bring(linkId: string): Promise<void> {
  const webhook = {
    webhook_type: "LINK",
    webhook_code: "invalid_credentials",
    link_id: linkId,
    request_id: `${linkId} ${sent}`,
  };
  const alive = all.alive();
  const [first, second] = [alive[sent % alive.length], alive[(sent + 1) % alive.length]];
  const answer = await first?.webhook(webhook);
  if (answer?.status !== 204) return;
  taken.set(linkId, (taken.get(linkId) ?? 0) + 1);
  if (sent % 3 === 0) await second?.webhook(webhook);
}

/** When the reading of everybody's links was begun. */
function reconciles(): number[] {
  return all.calls
    .filter(({ url }) => url.pathname === "/api/links/" && url.search === "?page_size=1000")
    .map(({ at }) => at);
}

const store = () => {
  const [one] = all.alive();
  if (!one) throw new Error("no instance is alive");
  return one.store;
};

async function stored(): Promise<Map<string, string>> {
  const rows = await store().selectFrom("links").select(["id", "status"]).execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

async function applied(): Promise<Map<string, number>> {
  const rows = await store()
    .selectFrom("evidence")
    .select((event) => ["link_id", event.fn.countAll<number | string>().as("count")])
    .where("kind", "=", "webhook")
    .groupBy("link_id")
    .execute();
  return new Map(rows.map(({ link_id, count }) => [link_id, Number(count)]));
}

async function waiting(): Promise<number> {
  const rows = await store()
    .selectFrom("inbox")
    .select("id")
    .where("applied_at", "is", null)
    .execute();
  return rows.length;
}

async function expectNothingLost(): Promise<void> {
  taken.delete(NOBODYS);
  expect(await waiting()).toBe(0);
  expect(await applied()).toEqual(taken);
  expect(await stored()).toEqual(belvo.statuses);
}

describe("three instances whose clocks are three minutes apart, in an hour", () => {
  it("reconcile once a quarter, apply each webhook once, and know what Belvo knows", async () => {
    for (const skew of SKEWS) await all.start(skew);
    const begunAt = all.clock.now();
    await all.pass(0);
    for (let step = 1; step * STEP <= 60 * MINUTE; step += 1) {
      if (step % 2 === 0) await change();
      await all.pass(STEP);
    }
    await all.pass(STEP);

    const quarters = reconciles().map((at) => Math.floor((at - begunAt) / QUARTER));
    expect(quarters).toEqual([0, 1, 2, 3, 4].slice(0, quarters.length));
    expect(quarters.length).toBeGreaterThanOrEqual(4);
    await expectNothingLost();
    expect(busiest(all.calls, 30_000)).toBeLessThanOrEqual(BELVO_TAKES);
    const asked = all.calls.filter(({ url }) => url.href.includes(NOBODYS)).length;
    expect(asked).toBeLessThanOrEqual(2);
  }, 120_000);

  it("lose nothing when any of them is killed at any moment", async () => {
    for (const skew of SKEWS) await all.start(skew);
    let kills = 0;
    for (let step = 1; step * STEP <= 60 * MINUTE; step += 1) {
      if (step % 2 === 0) await change();
      // Over a reconcile, over a webhook that was just taken, and at rest.
      if (step % 37 === 0) {
        const victim = all.alive()[kills % 3];
        if (kills % 2 === 0) all.clock.advance(STEP);
        for (let turns = 0; turns < kills * 3; turns += 1) await new Promise(setImmediate);
        if (victim) await all.kill(victim);
        kills += 1;
      }
      if (step % 37 === 5 && all.alive().length < 3) await all.start(SKEWS[kills % 3] ?? 0);
      await all.pass(STEP);
    }
    for (let step = 0; step < 18; step += 1) await all.pass(STEP);

    expect(kills).toBe(9);
    await expectNothingLost();
    const gaps = reconciles().map((at, place, each) => at - (each[place - 1] ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(QUARTER + 3 * MINUTE);
    expect(reconciles().length).toBeLessThanOrEqual(5 + kills);
  }, 120_000);
});
