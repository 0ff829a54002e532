import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { propertyRuns } from "../../testing/property-runs.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { recordListing } from "./record-listing.ts";
import { markGone, recordReading } from "./record-reading.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER_ID = "5010e7da-cd96-47e6-8dff-91bbf2d9b94f";
const USER = "user-42";

function aLink(status: string, id = ID): BelvoLink {
  return {
    id,
    institution: "erebor_mx_retail",
    status,
    externalId: USER,
    accessMode: "recurrent",
    lastAccessedAt: null,
    createdAt: null,
  };
}

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});

/** Later than every other time in here. */
const LATER = 9000;

function times(askedAt: number, recordedAt = LATER) {
  return { externalId: USER, askedAt: timestamp(askedAt), recordedAt: timestamp(recordedAt) };
}

async function read(status: string, askedAt: number, recordedAt = LATER): Promise<void> {
  const reading = { link: aLink(status), ...times(askedAt, recordedAt) };
  await store.transaction().execute((tx) => recordReading(tx, reading));
}

async function list(links: BelvoLink[], askedAt: number, recordedAt = LATER): Promise<void> {
  const listing = { links, ...times(askedAt, recordedAt) };
  await store.transaction().execute((tx) => recordListing(tx, listing));
}

async function rowOf(id = ID) {
  return store.selectFrom("links").selectAll().where("id", "=", id).executeTakeFirst();
}

async function readings(): Promise<number> {
  return (await store.selectFrom("evidence").selectAll().execute()).length;
}

describe("recordReading", () => {
  it("leaves status_since empty for the first status of a link", async () => {
    await read("invalid", 1000);
    expect(await rowOf()).toMatchObject({ status: "invalid", status_since: null });
  });

  it("sets status_since when another status is first read, and keeps it while the status stays", async () => {
    await read("invalid", 1000);
    await read("valid", 2000);
    await read("valid", 3000);
    expect(await rowOf()).toMatchObject({
      status: "valid",
      status_since: timestamp(2000),
      checked_at: timestamp(3000),
    });
  });

  it("appends an event for a new status, not for an unchanged one", async () => {
    for (let at = 1; at <= 5; at += 1) await read("invalid", at);
    expect(await readings()).toBe(1);
    await read("valid", 6);
    expect(await readings()).toBe(2);
  });

  it("keeps the status of the reading that was asked for last, in whatever order answers come", async () => {
    const statuses = fc.array(fc.constantFrom("valid", "invalid", "token_required"), {
      minLength: 1,
      maxLength: 8,
    });
    const inSomeOrder = statuses.chain((each) =>
      fc.shuffledSubarray(
        each.map((status, index) => ({ status, askedAt: index + 1 })),
        { minLength: each.length },
      ),
    );
    await fc.assert(
      fc.asyncProperty(inSomeOrder, async (answers) => {
        await store.destroy();
        store = await openTestStore();
        for (const { status, askedAt } of answers) await read(status, askedAt);
        const last = answers.reduce((a, b) => (a.askedAt > b.askedAt ? a : b));
        expect(await rowOf()).toMatchObject({
          status: last.status,
          checked_at: timestamp(last.askedAt),
        });
      }),
      { numRuns: propertyRuns(50) },
    );
  });
});

describe("recordListing", () => {
  it("confirms unchanged links without an event", async () => {
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 1000);
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 2000);
    expect(await readings()).toBe(2);
    expect(await rowOf()).toMatchObject({ checked_at: timestamp(2000) });
  });

  it("marks a link gone that is not listed, until it is listed again", async () => {
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 1000);
    await list([aLink("valid")], 2000);
    expect(await rowOf(OTHER_ID)).toMatchObject({ gone_at: timestamp(2000) });

    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 3000);
    expect(await rowOf(OTHER_ID)).toMatchObject({ gone_at: null });
  });

  it("undoes nothing that was read after the list was asked for", async () => {
    await list([aLink("invalid")], 1000);
    await read("valid", 3000);
    await list([aLink("invalid")], 2000);
    expect(await rowOf()).toMatchObject({ status: "valid", checked_at: timestamp(3000) });

    await list([], 2500);
    expect(await rowOf()).toMatchObject({ gone_at: null });
  });

  it("gives a link to another user when Belvo lists it as theirs", async () => {
    await list([aLink("valid")], 1000);
    await store.transaction().execute((tx) =>
      recordListing(tx, {
        ...times(2000),
        externalId: "user-43",
        links: [{ ...aLink("valid"), externalId: "user-43" }],
      }),
    );
    expect(await rowOf()).toMatchObject({ external_id: "user-43", gone_at: null });
  });
});

it("markGone spares a link that was read after it was missed", async () => {
  await read("valid", 2000);
  await store.transaction().execute((tx) => markGone(tx, { linkId: ID, ...times(1000) }));
  expect(await rowOf()).toMatchObject({ gone_at: null });
});

it("markGone spares another user's link", async () => {
  await read("valid", 1000);
  await store
    .transaction()
    .execute((tx) => markGone(tx, { linkId: ID, ...times(2000), externalId: "user-43" }));
  expect(await rowOf()).toMatchObject({ gone_at: null });
});

describe("recordReading and recordListing, after the clock was set back", () => {
  it("record a new reading", async () => {
    await read("invalid", 8000);
    await read("valid", 1000, 1500);
    expect(await rowOf()).toMatchObject({ status: "valid", checked_at: timestamp(1000) });
  });

  it("confirm what has not changed, and mark gone what is not listed", async () => {
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 8000);
    await list([aLink("valid")], 1000, 1500);
    expect(await rowOf()).toMatchObject({ checked_at: timestamp(1000) });
    expect(await rowOf(OTHER_ID)).toMatchObject({ gone_at: timestamp(1000) });
  });
});
