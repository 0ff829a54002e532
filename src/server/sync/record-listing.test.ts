import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { propertyRuns } from "../../testing/property-runs.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { healthColumns } from "../links/record-event.ts";
import { recordListing } from "./record-listing.ts";
import { recordReadings } from "./record-reading.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  return () => store.destroy();
});

const at = (askedAt: number, recordedAt = 9000) => ({
  askedAt: timestamp(askedAt),
  recordedAt: timestamp(recordedAt),
});

/** What is known of a link, and what a listing says of it; not listed without a status. */
const someStory = fc.record({
  known: fc.option(
    fc.record({
      status: fc.constantFrom("valid", "invalid"),
      // Before the listing was asked for, after that, and by a clock that was set back.
      readAt: fc.constantFrom(1000, 1000, 1000, 4000, 20_000),
    }),
    { freq: 9 },
  ),
  listed: fc.option(fc.constantFrom("valid", "valid", "valid", "token_required"), { freq: 9 }),
});
type Story = typeof someStory extends fc.Arbitrary<infer T> ? T : never;

/** A person to whom the stories have happened but for their listing, which is given back. */
async function begin(stories: readonly Story[]) {
  const externalId = `user-${randomUUID()}`;
  const linkOf = (status: string, id: string): BelvoLink => ({
    id,
    institution: "erebor_mx_retail",
    status,
    externalId,
    accessMode: "recurrent",
    lastAccessedAt: null,
    createdAt: null,
  });
  const ids = stories.map(() => randomUUID());
  const listed: BelvoLink[] = [];
  for (const [place, { known, listed: status }] of stories.entries()) {
    const id = ids[place] ?? "";
    if (known) {
      const times = at(known.readAt, known.readAt);
      const links = [linkOf(known.status, id)];
      await store.write((tx) => recordReadings(tx, { links, ...times }));
    }
    if (status !== null) listed.push(linkOf(status, id));
  }
  return { externalId, ids, listed };
}

/** What is in the store of some links, one after the other, without what tells people apart. */
async function keptOf(ids: readonly string[]) {
  const rows = await store.selectFrom("links").selectAll().where("id", "in", ids).execute();
  const lines = await store
    .selectFrom("evidence")
    .select(["link_id", "at", "kind", "body"])
    .where("link_id", "in", ids)
    .orderBy("seq")
    .execute();
  return ids.map((id) => {
    const row = rows.find((each) => each.id === id);
    const log = lines.filter((line) => line.link_id === id);
    return {
      health: row && { ...healthColumns(row), status_seq: null },
      log: log.map(({ at, kind, body }) => ({ at, kind, body })),
    };
  });
}

describe("recordListing", () => {
  it("records what a reading of each link records, and returns the links that are not listed", async () => {
    const stories = fc.array(someStory, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(stories, async (each) => {
        const [whole, single] = [await begin(each), await begin(each)];
        const { externalId, listed: links } = whole;
        const { unlisted: left } = await store.write((tx) =>
          recordListing(tx, { externalId, links, ...at(3000) }),
        );
        await store.write((tx) => recordReadings(tx, { links: single.listed, ...at(3000) }));

        expect(await keptOf(whole.ids)).toEqual(await keptOf(single.ids));
        const unlisted = whole.ids.filter(
          (_, place) => each[place]?.known && each[place].listed === null,
        );
        expect(left.sort()).toEqual(unlisted.sort());
      }),
      { numRuns: propertyRuns(50) },
    );
  });
});
