import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { propertyRuns } from "../../testing/property-runs.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { recordListing } from "./record-listing.ts";
import { markGone, recordReadings } from "./record-reading.ts";

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
  const reading = { links: [aLink(status)], ...times(askedAt, recordedAt) };
  await store.transaction().execute((tx) => recordReadings(tx, reading));
}

async function list(links: BelvoLink[], askedAt: number, recordedAt = LATER): Promise<string[]> {
  const listing = { links, ...times(askedAt, recordedAt) };
  const listed = await store.transaction().execute((tx) => recordListing(tx, listing));
  return listed.unlisted;
}

async function rowOf(id = ID) {
  return store.selectFrom("links").selectAll().where("id", "=", id).executeTakeFirst();
}

async function readings(): Promise<number> {
  return (await store.selectFrom("evidence").selectAll().execute()).length;
}

describe("recordReadings", () => {
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

describe("recordReadings, of a link that cannot be read", () => {
  const odd = (more: object): BelvoLink => ({
    ...aLink("unreadable"),
    institution: null,
    fault: "odd institution",
    ...more,
  });
  const record = (link: BelvoLink, askedAt: number) =>
    store.transaction().execute((tx) => recordReadings(tx, { links: [link], ...times(askedAt) }));

  it("keeps what was known of it, but for its status", async () => {
    const known = { ...aLink("valid"), lastAccessedAt: timestamp(500) };
    await record(known, 1000);
    await record(odd({ externalId: null, accessMode: null }), 2000);
    expect(await rowOf()).toMatchObject({
      external_id: USER,
      institution: known.institution,
      access_mode: known.accessMode,
      last_accessed_at: known.lastAccessedAt,
      status: "unreadable",
      checked_at: timestamp(2000),
    });
  });

  it("says so once in its log", async () => {
    await read("valid", 1000);
    for (let at = 2; at < 6; at += 1) await record(odd({}), at * 1000);
    expect(await readings()).toBe(2);
  });

  it("shows a link of whose bank nothing was ever read", async () => {
    await record(odd({}), 1000);
    expect(await rowOf()).toMatchObject({ external_id: USER, institution: "bank" });
  });
});

describe("recordListing", () => {
  it("confirms unchanged links without an event", async () => {
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 1000);
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 2000);
    expect(await readings()).toBe(2);
    expect(await rowOf()).toMatchObject({ checked_at: timestamp(2000) });
  });

  it("tells which links are not listed, and leaves them as they are", async () => {
    await list([aLink("valid"), aLink("invalid", OTHER_ID)], 1000);
    const unlisted = await list([aLink("valid")], 2000);
    expect(unlisted).toEqual([OTHER_ID]);
    expect(await rowOf(OTHER_ID)).toMatchObject({ gone_at: null, checked_at: timestamp(1000) });
  });

  it("takes a link back that was gone", async () => {
    await list([aLink("valid")], 1000);
    await store.transaction().execute((tx) => markGone(tx, { linkId: ID, ...times(2000) }));
    expect(await rowOf()).toMatchObject({ gone_at: timestamp(2000) });
    await list([aLink("valid")], 3000);
    expect(await rowOf()).toMatchObject({ gone_at: null });
  });

  it("keeps a link with its person that no longer says whose it is, and takes none up", async () => {
    await list([aLink("valid")], 1000);
    const nameless = (id: string) => ({ ...aLink("invalid", id), externalId: null });
    await list([nameless(ID), nameless(OTHER_ID)], 2000);
    expect(await rowOf()).toMatchObject({ external_id: USER, status: "invalid" });
    expect(await rowOf(OTHER_ID)).toBeUndefined();
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

describe("recordReadings and recordListing, after the clock was set back", () => {
  it("record a new reading", async () => {
    await read("invalid", 8000);
    await read("valid", 1000, 1500);
    expect(await rowOf()).toMatchObject({ status: "valid", checked_at: timestamp(1000) });
  });

  it("confirm what has not changed", async () => {
    await list([aLink("valid")], 8000);
    await list([aLink("valid")], 1000, 1500);
    expect(await rowOf()).toMatchObject({ checked_at: timestamp(1000) });
  });
});
