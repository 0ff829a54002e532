import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { LinkSort, LinkState } from "#contract/link.ts";
import { propertyRuns } from "../../testing/property-runs.ts";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import {
  BANK_STATUSES,
  BANKS,
  NOW,
  plainLook,
  someLook,
  someLooks,
  type Look,
} from "../../testing/server-bench/some-looks.ts";
import { unknownHealth } from "./link-health.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { foldName } from "./list-cursor.ts";
import { compareCursors, createCursorOf, parseCursor } from "./list-cursor.ts";
import { pageLinks, type PageRequest } from "./page-links.ts";
import { readLinks } from "./read-links.ts";

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const rest = { logo: null, primary_color: null, country_codes: "[]", read_at: timestamp(NOW) };
  await store
    .insertInto("institutions")
    .values(BANKS.map((bank) => ({ ...bank, ...rest })))
    .execute();
  await store.insertInto("bank_statuses").values(BANK_STATUSES).execute();
  return () => store.destroy();
});

/** A person of their own for each list. */
async function save(looks: readonly Look[]): Promise<{ externalId: string; ids: string[] }> {
  const externalId = `user-${randomUUID()}`;
  const rows = looks.map((look) => ({
    ...unknownHealth,
    ...look,
    id: randomUUID(),
    external_id: externalId,
    access_mode: null,
    created_at: null,
  }));
  if (rows.length > 0) await store.insertInto("links").values(rows).execute();
  return { externalId, ids: rows.map(({ id }) => id) };
}

async function pageOf(externalId: string, request: PageRequest, onlyLinkId: string | null = null) {
  return pageLinks(store, { externalId, onlyLinkId, now: NOW }, request);
}

/** Reads a list to its end, with something that happens while each page is read. */
async function readPages(
  externalId: string,
  request: PageRequest,
  happen: (page: number) => Promise<void> = () => Promise.resolve(),
) {
  const pages: Awaited<ReturnType<typeof pageOf>>[] = [];
  let after: PageRequest["after"];
  do {
    // What happens comes between the questions that a page is made of.
    const reading = pageOf(externalId, { ...request, after });
    await happen(pages.length);
    const page = await reading;
    pages.push(page);
    after = (page.nextCursor === null ? null : parseCursor(page.nextCursor)) ?? undefined;
  } while (after);
  return pages;
}

/** The whole list as it would be if every link were judged in full, described, filtered and sorted. */
async function inFull(externalId: string, { sort, state, q = "" }: PageRequest) {
  const links = await readLinks(store, externalId, { allowsLogo: () => false, now: () => NOW });
  const cursorOf = createCursorOf(sort);
  const wanted = links
    .filter((link) => state === undefined || link.state === state)
    .filter(({ bank }) =>
      foldName(q)
        .split(/\s/)
        .every((word) => foldName(bank.name).includes(word)),
    )
    .map((link) => cursorOf({ ...link, bankName: link.bank.name, type: link.bank.type }));
  const counts = LinkState.options.map((each) => [
    each,
    links.filter((link) => link.state === each).length,
  ]);
  const ids = wanted.sort(compareCursors).map(({ id }) => id);
  return { ids, counts };
}

describe("pageLinks", () => {
  const someRequest = fc.record({
    sort: fc.constantFrom(...LinkSort.options),
    state: fc.option(fc.constantFrom(...LinkState.options), { nil: undefined, freq: 2 }),
    q: fc.constantFrom(undefined, "", " EREB ", "banco", "%", "_", "nada", "banco ereb", "a  b"),
  });

  it("gives page by page the whole list, filtered and sorted, with every page but the last full", async () => {
    await fc.assert(
      fc.asyncProperty(someLooks, someRequest, async (looks, request) => {
        const { externalId } = await save(looks);
        const { ids, counts } = await inFull(externalId, request);
        const pages = await readPages(externalId, request);
        expect(pages.flatMap(({ linkIds }) => linkIds)).toEqual(ids);
        expect(pages.slice(0, -1).every(({ linkIds }) => linkIds.length === 50)).toBe(true);
        for (const page of pages) {
          expect(page.total).toBe(ids.length);
          expect(Object.entries(page.counts)).toEqual(counts);
        }
      }),
      { numRuns: propertyRuns(10) },
    );
  });

  it("gives each unchanged link once, in order, while other links change between pages", async () => {
    const change = fc.record({ look: someLook, places: fc.uniqueArray(fc.nat(130)) });
    await fc.assert(
      fc.asyncProperty(
        someLooks,
        fc.constantFrom(...LinkSort.options),
        fc.nat(130),
        fc.array(change, { maxLength: 5 }),
        async (looks, sort, staying, changes) => {
          const { externalId, ids } = await save(looks);
          const stay = (await inFull(externalId, { sort })).ids.filter((id) =>
            ids.slice(0, staying).includes(id),
          );
          const pages = await readPages(externalId, { sort }, async (page) => {
            const { look, places = [] } = changes[page] ?? {};
            const moved = places.filter((place) => place >= staying).map((place) => ids[place]);
            const links = moved.filter((id) => id !== undefined);
            if (!look || links.length === 0) return;
            await store.updateTable("links").set(look).where("id", "in", links).execute();
          });
          const seen = pages.flatMap(({ linkIds }) => linkIds);
          expect(seen.filter((id) => stay.includes(id))).toEqual(stay);
        },
      ),
      { numRuns: propertyRuns(10) },
    );
  });

  it("reaches the links that remain when most of a page goes while it is read", async () => {
    const many = Array.from({ length: 60 }, () => well("erebor_mx_retail"));
    const few = Array.from({ length: 5 }, () => well("unknown_bank_mx_retail"));
    const { externalId, ids } = await save([...many, ...few]);
    const gone = { gone_at: timestamp(NOW) };
    const pages = await readPages(externalId, { sort: "name" }, async (page) => {
      if (page > 0) return;
      await store.updateTable("links").set(gone).where("id", "in", ids.slice(0, 40)).execute();
    });
    const seen = pages.flatMap(({ linkIds }) => linkIds);
    expect(seen.filter((id) => ids.indexOf(id) >= 40).sort()).toEqual(ids.slice(40).sort());
  });

  it("gives one link to a session that may see no other", async () => {
    const [plain] = fc.sample(plainLook, 1);
    if (!plain) throw new Error("no link");
    const { externalId, ids } = await save([plain, plain, plain]);
    const page = await pageOf(externalId, { sort: "needs" }, ids[1]);
    expect(page).toMatchObject({ linkIds: [ids[1]], total: 1, nextCursor: null });
  });
});

/** A link that is well, and has nothing about it. */
function well(institution: string, parts: Partial<Look> = {}): Look {
  return { institution, status: "valid", checked_at: timestamp(NOW), ...parts };
}

describe("pageLinks: order", () => {
  const at = (day: number) => ({ last_accessed_at: `2026-01-0${day}T10:00:00.000Z` });
  const looks = [
    well("gringotts_co_retail", at(1)),
    well("unknown_bank_mx_retail", { status: "invalid" }),
    well("moria_br_retail", at(3)),
    well("erebor_mx_retail", { status: "token_required", ...at(2) }),
  ];
  it.each([
    ["needs", [1, 3, 2, 0]],
    ["name", [2, 0, 3, 1]],
    ["recent", [2, 3, 0, 1]],
  ] as const)("sorts by %s", async (sort, order) => {
    const { externalId, ids } = await save(looks);
    const { linkIds } = await pageOf(externalId, { sort });
    expect(linkIds).toEqual(order.map((place) => ids[place]));
  });
});

it.each([
  ["EREB", 2],
  ["ÉRÉ", 2],
  [" ban ", 3],
  ["2 bánco", 1],
  ["10  BAN ", 1],
  ["n>", 1],
  ["%", 1],
  ["%b", 0],
  ["", 6],
])("pageLinks, searching for %j, finds %i of six banks", async (q, total) => {
  const { externalId } = await save(
    [...BANKS.map(({ name }) => name), "unknown_bank_mx_retail"].map((name) => well(name)),
  );
  expect(await pageOf(externalId, { sort: "name", q })).toMatchObject({ total });
});

it("parseCursor returns null for anything but a cursor of its own", () => {
  for (const cursor of ["", "x", "bnVsbA", "eyJyYW5rIjoiMSJ9", "%00", "9".repeat(900)]) {
    expect(parseCursor(cursor)).toBeNull();
  }
});
