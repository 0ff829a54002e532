import fc from "fast-check";
import { expect, it } from "vitest";
import * as v from "valibot";
import { RepairOutcome, RepairTicket } from "#contract/repair.ts";
import { propertyRuns } from "../../testing/property-runs.ts";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const ENDS = ["succeeded", "exited", "expired", "failed"] as const;

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("outcome" as const), end: fc.constantFrom(...ENDS) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("list" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(70_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("bank" as const),
      status: fc.constantFrom("valid", "invalid"),
    }),
  },
);

/** What happened after a repair was opened, in whatever order a browser and a bank may have it. */
const stories = fc.array(step, { minLength: 1, maxLength: 12 });

async function live(story: (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(ID, "invalid");
  const bench = await createBench({ belvo: (request) => belvo.answer(request) });
  const person = await bench.signedIn("user-42");
  const opened = await person.send("POST", `/api/links/${ID}/repairs`);
  const { repairId } = v.parse(RepairTicket, opened.json);
  const reported: string[] = [];
  let wasReadValid = false;

  for (const each of story) {
    if (each.do === "wait") bench.clock.advance(each.ms);
    if (each.do === "bank") belvo.statuses.set(ID, each.status);
    if (each.do === "list") {
      const before = belvo.asked.length;
      await person.get("/api/links");
      if (belvo.asked.length > before && belvo.statuses.get(ID) === "valid") wasReadValid = true;
    }
    if (each.do === "outcome") {
      const { end } = each;
      const answer = await person.send("POST", `/api/repairs/${repairId}/outcome`, { end });
      reported.push(v.parse(RepairOutcome, answer.json).result);
      if (belvo.statuses.get(ID) === "valid") wasReadValid = true;
    }
  }
  const repair = await bench.store.selectFrom("repairs").selectAll().executeTakeFirst();
  const log = await bench.store.selectFrom("evidence").selectAll().execute();
  await bench.store.destroy();
  return { kept: repair?.result ?? null, reported, log, wasReadValid };
}

it("a repair has one result in whatever order its ends are reported, and is repaired exactly when Belvo called the link valid", async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { kept, reported, log, wasReadValid } = await live(story);
      expect(kept === "repaired").toBe(wasReadValid);

      const ended = log.filter(({ kind }) => kind === "repair_ended").map(({ body }) => body);
      const final = reported.filter((result) => result !== "confirming" && result !== "repaired");
      expect(new Set(final).size).toBeLessThanOrEqual(1);
      expect(ended.filter((body) => body.includes('"repaired"'))).toHaveLength(
        wasReadValid ? 1 : 0,
      );
      expect(ended.length).toBeLessThanOrEqual(wasReadValid ? 2 : 1);
      if (kept !== null) expect(ended.at(-1)).toContain(`"${kept}"`);
    }),
    { numRuns: propertyRuns(40) },
  );
}, 600_000);
