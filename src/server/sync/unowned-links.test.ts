import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo, type FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const NOBODYS = randomUUID();
const MINUTE = 60_000;

let belvo: FakeBelvo;
let bench: Bench;
/** Whom Belvo names for the link. */
let owner: string | null;

beforeEach(async () => {
  belvo = createFakeBelvo("user-42");
  owner = null;
  bench = await createBench({
    belvo: async (request) => {
      const answer = await (await belvo.answer(request)).text();
      return new Response(answer.replaceAll('"user-42"', JSON.stringify(owner)));
    },
  });
});

/** Eight webhooks of the link, some at once. @returns How many calls to Belvo they cost. */
async function bringEight(): Promise<number> {
  const before = belvo.asked.length;
  for (let brought = 0; brought < 4; brought += 1) {
    await Promise.all([bring(), bring()]);
    await bench.app.settled();
  }
  return belvo.asked.length - before;
}

const bring = () =>
  bench.webhook({
    webhook_type: "ACCOUNTS",
    webhook_code: "historical_update",
    link_id: NOBODYS,
    request_id: randomUUID(),
  });

describe("eight webhooks of a link that nobody owns", () => {
  it.each([
    ["that Belvo has", true],
    ["that Belvo does not have", false],
  ])("cost two calls at most, and eight more cost none: a link %s", async (_which, isThere) => {
    if (isThere) belvo.statuses.set(NOBODYS, "valid");
    expect(await bringEight()).toBeLessThanOrEqual(2);
    expect(await bringEight()).toBe(0);
    const waiting = bench.store.selectFrom("inbox").select("id").where("applied_at", "is", null);
    expect(await waiting.execute()).toEqual([]);
  });

  it("are told of on another instance at no more cost", async () => {
    await bringEight();
    const { store, clock } = bench;
    bench = await createBench({ belvo: belvo.answer, store, clock });
    expect(await bringEight()).toBe(0);
  });

  it("cost calls again after an hour", async () => {
    await bringEight();
    bench.clock.advance(61 * MINUTE);
    expect(await bringEight()).toBeGreaterThan(0);
  });
});

it("a link that nobody owned is followed up once a reconcile has brought its owner", async () => {
  belvo.statuses.set(NOBODYS, "valid");
  await bringEight();
  owner = "user-42";
  bench.clock.advance(MINUTE);
  await bench.app.reconcile();

  belvo.statuses.set(NOBODYS, "invalid");
  bench.clock.advance(MINUTE);
  await bring();
  await bench.app.settled();
  const rows = await bench.store.selectFrom("links").select(["external_id", "status"]).execute();
  expect(rows).toEqual([{ external_id: "user-42", status: "invalid" }]);
});
