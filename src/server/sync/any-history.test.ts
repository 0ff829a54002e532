import fc from "fast-check";
import { expect, it } from "vitest";
import { propertyRuns } from "../../testing/property-runs.ts";
import { LinkWorld, stateInMexico } from "../../testing/server-bench/link-world.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";

const STATUSES = ["valid", "invalid", "token_required", "unconfirmed"];
const TYPES = ["LINK", "ACCOUNTS", "CONSENT", "SOMETHING_NEW"];
const CODES = ["invalid_credentials", "token_required", "historical_update", "odd"];
const REFUSALS = ["invalid_link", "token_required", "institution_down", "too_many_sessions", "odd"];

/** What says neither that a link is connected nor that it is broken. */
const nothingSaid: unknown[] = [undefined, "checking", "unsure", "bank_trouble"];

/** As data, so that a history that fails is printed in full. */
type Step =
  | ["Belvo changes its mind", string]
  | ["Belvo is asked"]
  | ["an answer arrives", number]
  | ["a webhook is kept", string, string, number]
  | ["a webhook is applied", number]
  | ["a call is refused", string]
  | ["a reconcile"]
  | ["we crash"]
  | ["time passes", number];

const which = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant("Belvo changes its mind" as const), fc.constantFrom(...STATUSES)),
  fc.tuple(fc.constant("Belvo is asked" as const)),
  fc.tuple(fc.constant("an answer arrives" as const), which),
  fc.tuple(
    fc.constant("a webhook is kept" as const),
    fc.constantFrom(...TYPES),
    fc.constantFrom(...CODES),
    fc.integer({ min: 1, max: 3 }),
  ),
  fc.tuple(fc.constant("a webhook is applied" as const), which),
  fc.tuple(fc.constant("a call is refused" as const), fc.constantFrom(...REFUSALS)),
  fc.tuple(fc.constant("a reconcile" as const)),
  fc.tuple(fc.constant("we crash" as const)),
  fc.tuple(fc.constant("time passes" as const), fc.integer({ min: 1, max: 40 * 60_000 })),
);

async function take(world: LinkWorld, step: Step): Promise<void> {
  switch (step[0]) {
    case "Belvo changes its mind":
      world.change(step[1]);
      return undefined;
    case "Belvo is asked":
      world.ask();
      return undefined;
    case "an answer arrives":
      return world.takeAnswer(step[1]);
    case "a webhook is kept":
      return world.saveWebhook(step[1], step[2], step[3]);
    case "a webhook is applied":
      return world.applyWebhook(step[1]);
    case "a call is refused":
      return world.refuse(step[1]);
    case "a reconcile":
      return world.reconcile();
    case "we crash":
      // What was asked is never answered; what is in the store stays.
      world.answers = [];
      return undefined;
    case "time passes":
      world.now += step[1];
      return undefined;
  }
}

function isPartOf(part: readonly unknown[], whole: readonly unknown[]): boolean {
  let from = 0;
  return part.every((each) => (from = whole.indexOf(each, from) + 1) > 0);
}

it("in any history, a link shows only what Belvo said, tells each change once and ends in Belvo's last status", async () => {
  const store = await openTestStore();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await store.deleteFrom("inbox").execute();
      const world = new LinkWorld(store);

      for (const each of steps) {
        await take(world, each);
        const shown = await world.shown();
        if (!nothingSaid.includes(shown)) {
          expect(world.truth.map(stateInMexico)).toContain(shown);
        }
        world.now += 1;
      }
      world.now += 20 * 60_000;
      await world.reconcile();

      expect(await world.shown()).toBe(stateInMexico(world.truth.at(-1) ?? ""));
      const told = await world.told();
      expect(isPartOf(told, world.truth.map(stateInMexico))).toBe(true);
      expect(told.filter((state, index) => state === told[index - 1])).toEqual([]);
      expect(told.at(-1)).toBe(stateInMexico(world.truth.at(-1) ?? ""));
    }),
    { numRuns: propertyRuns(1) },
  );
}, 600_000);
