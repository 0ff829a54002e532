import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { noChoices } from "#contract/session.ts";
import { propertyRuns } from "../../testing/property-runs.ts";
import { LinkWorld } from "../../testing/server-bench/link-world.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import type { Store } from "../store/open-store.ts";
import { createLoginLink, redeemLoginLink } from "./login-links.ts";

const A_DAY_MS = 24 * 60 * 60 * 1000;
const PHONE_MS = 2 * 60_000;

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});

const step = fc.oneof(
  fc.record({ what: fc.constant("use" as const), atOnce: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ what: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 2 * A_DAY_MS }) }),
  fc.record({ what: fc.constant("read" as const), status: fc.constantFrom("invalid", "valid") }),
);

it("a login link lets in no more often, no longer and no later than it may, in whatever order it is used", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("all", "one", "phone"),
      fc.array(step, { maxLength: 14 }),
      async (kind, steps) => {
        const isForOne = kind !== "all";
        const world = new LinkWorld(store);
        world.change("invalid");
        await world.reconcile();
        const now = () => world.now;
        const randomToken = () => randomBytes(32).toString("base64url");
        const { externalId, linkId } = world;
        const person = {
          ...noChoices,
          externalId,
          name: null,
          onlyLinkId: isForOne ? linkId : null,
        };
        const made = world.now;
        const options = { store, now, randomToken };
        const { code } = await (kind === "phone"
          ? createLoginLink(options, person, now(), { lifeMs: PHONE_MS, openings: 1 })
          : createLoginLink(options, person, now()));

        const lifeMs = { all: 15 * 60_000, one: 7 * A_DAY_MS, phone: PHONE_MS }[kind];
        let left = kind === "one" ? 10 : 1;
        let isRepaired = false;
        for (const each of steps) {
          world.now += 1;
          if (each.what === "wait") world.now += each.ms;
          if (each.what === "read") {
            world.change(each.status);
            await world.reconcile();
            isRepaired ||= isForOne && each.status === "valid";
          }
          if (each.what === "use") {
            const tries = Array.from({ length: each.atOnce }, () =>
              redeemLoginLink({ store, now }, code),
            );
            const results = await Promise.allSettled(tries);
            const isOver = world.now - made >= lifeMs;
            const allowed = isOver || isRepaired ? 0 : Math.min(left, each.atOnce);
            expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(allowed);
            left -= allowed;
          }
        }
        expect(
          await redeemLoginLink({ store, now }, randomUUID()).catch((error: unknown) => error),
        ).toMatchObject({
          code: "entry_unknown",
        });
      },
    ),
    { numRuns: propertyRuns(20) },
  );
});
