import fc from "fast-check";
import { expect, it } from "vitest";
import * as v from "valibot";
import { RepairTicket } from "#contract/repair.ts";
import { RepairAllAnswer, type RepairAll } from "#contract/repair-all.ts";
import { propertyRuns } from "../../testing/property-runs.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const LINKS = [
  "10cb4806-6e00-48a4-91c9-ca55968576c8",
  "20cb4806-6e00-48a4-91c9-ca55968576c8",
  "30cb4806-6e00-48a4-91c9-ca55968576c8",
];
const ENDS = ["succeeded", "exited", "expired", "failed"] as const;
const link = fc.constantFrom(...LINKS);

/** As data, so that a history that fails is printed in full. */
type Step =
  | ["Belvo changes its mind", string, string]
  | ["Belvo loses it", string]
  | ["a repair", string, (typeof ENDS)[number], boolean]
  | ["the bank is down", string]
  | ["a skip", string]
  | ["taken up again", string]
  | ["begin"]
  | ["dismiss"]
  | ["time passes", number];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(
    fc.constant("Belvo changes its mind" as const),
    link,
    fc.constantFrom("valid", "invalid", "token_required", "unconfirmed", "resting"),
  ),
  fc.tuple(fc.constant("Belvo loses it" as const), link),
  fc.tuple(fc.constant("a repair" as const), link, fc.constantFrom(...ENDS), fc.boolean()),
  fc.tuple(fc.constant("the bank is down" as const), link),
  { weight: 2, arbitrary: fc.tuple(fc.constant("a skip" as const), link) },
  fc.tuple(fc.constant("taken up again" as const), link),
  fc.tuple(fc.constant("begin" as const)),
  fc.tuple(fc.constant("dismiss" as const)),
  fc.tuple(fc.constant("time passes" as const), fc.integer({ min: 1, max: 20 * 60_000 })),
);

async function openWorld() {
  const belvo = createFakeBelvo("user-42");
  for (const id of LINKS) belvo.statuses.set(id, "invalid");
  const bench = await createBench({ belvo: (request) => belvo.answer(request) });
  const person = () => bench.signedIn("user-42");
  return { belvo, bench, person: await person(), person2: await person() };
}
type World = Awaited<ReturnType<typeof openWorld>>;

async function take({ belvo, bench, person }: World, step: Step): Promise<void> {
  switch (step[0]) {
    case "Belvo changes its mind":
      belvo.statuses.set(step[1], step[2]);
      return;
    case "Belvo loses it":
      belvo.statuses.delete(step[1]);
      return;
    case "a repair": {
      const [, id, end, works] = step;
      const { status, json } = await person.send("POST", `/api/links/${id}/repairs`);
      if (status !== 201) return;
      if (works) belvo.statuses.set(id, "valid");
      const { repairId } = v.parse(RepairTicket, json);
      await person.send("POST", `/api/repairs/${repairId}/outcome`, { end });
      return;
    }
    case "the bank is down":
      belvo.refreshRefusal = { status: 400, code: "institution_down" };
      await person.send("POST", `/api/links/${step[1]}/refresh`);
      return;
    case "a skip":
      await skipTwice(person, step[1]);
      return;
    case "taken up again":
      await person.send("DELETE", `/api/repair-all/skips/${step[1]}`);
      return;
    case "begin":
      await person.send("POST", "/api/repair-all");
      return;
    case "dismiss":
      await person.send("DELETE", "/api/repair-all");
      return;
    case "time passes":
      bench.clock.advance(step[1]);
  }
}

async function skipTwice(person: World["person"], linkId: string): Promise<RepairAll | null> {
  const once = await person.send("POST", "/api/repair-all/skips", { linkId });
  const twice = await person.send("POST", "/api/repair-all/skips", { linkId });
  expect(twice).toMatchObject({ status: once.status });
  if (once.status !== 200) return null;
  expect(twice.json).toEqual(once.json);
  return v.parse(RepairAllAnswer, once.json).repairAll;
}

/** The links that Belvo called valid when it was last asked. */
async function validLinks({ store }: Bench): Promise<string[]> {
  const rows = await store
    .selectFrom("links")
    .select("id")
    .where("status", "=", "valid")
    .where("gone_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}

async function readBoth({ bench, person, person2 }: World): Promise<RepairAll | null> {
  const first = await person.get("/api/repair-all");
  expect((await person2.get("/api/repair-all")).json).toEqual(first.json);
  const { repairAll } = v.parse(RepairAllAnswer, first.json);
  if (!repairAll) return null;

  const ids = repairAll.steps.map(({ link: { id } }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const valid = await validLinks(bench);
  for (const { link: shown, outcome } of repairAll.steps) {
    if (outcome === "repaired") expect(valid).toContain(shown.id);
  }
  const waiting = repairAll.steps.filter(({ outcome }) => outcome === "waiting");
  expect(repairAll.currentLinkId).toBe(waiting[0]?.link.id ?? null);
  return repairAll;
}

it("in any history, repair-all calls nothing repaired that Belvo does not call valid, and skipping finishes it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const world = await openWorld();
      await world.person.send("POST", "/api/repair-all");
      for (const each of steps) {
        await take(world, each);
        await readBoth(world);
        // A person does one thing after the other; their limits are tested elsewhere.
        world.bench.clock.advance(1_000);
      }

      // Whoever skips what waits comes to the end, in as many presses as there are links.
      let repairAll = await readBoth(world);
      let presses = 0;
      for (; repairAll && repairAll.currentLinkId !== null; presses += 1) {
        repairAll = await skipTwice(world.person, repairAll.currentLinkId);
        expect(presses).toBeLessThan(LINKS.length);
      }
      await world.bench.drain();
      await world.bench.store.destroy();
    }),
    { numRuns: propertyRuns(40) },
  );
}, 600_000);
