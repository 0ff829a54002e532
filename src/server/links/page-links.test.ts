import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkSort, LinkState } from "#contract/link.ts";
import { readCursor } from "./list-place.ts";
import { pageLinks, type PageRequest } from "./page-links.ts";
import type { LinkOutline } from "./read-outlines.ts";

function link(index: number, state: LinkState, bankName: string): LinkOutline {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  return { id, bankName, state, lastAccessedAt: null };
}

const anyLook = fc.record({
  state: fc.constantFrom(...LinkState.options),
  bankName: fc.constantFrom("Erebor", "érebor", "Gringotts", "Banco 2", "Banco 10", "<Ñ>", ""),
  lastAccessedAt: fc.constantFrom(null, "2026-01-01T10:00:00.000Z", "2026-01-02T10:00:00.000Z"),
});

const someLinks = fc
  .array(anyLook, { maxLength: 130 })
  .map((looks) => looks.map((look, index) => ({ ...link(index, "unsure", ""), ...look })));

/** Walks a list to its end. What it is made of may change with each page. */
function allPages(
  linksAt: (page: number) => readonly LinkOutline[],
  request: Omit<PageRequest, "after">,
): string[][] {
  const pages: string[][] = [];
  let after: PageRequest["after"];
  for (;;) {
    const page = pageLinks(linksAt(pages.length), { ...request, after });
    pages.push(page.linkIds);
    if (page.nextCursor === null) return pages;
    after = readCursor(page.nextCursor) ?? undefined;
  }
}

describe("the pages of a list", () => {
  it.each(LinkSort.options)("have every link once, fifty a page, sorted by %s", (sort) => {
    fc.assert(
      fc.property(someLinks, (links) => {
        const pages = allPages(() => links, { sort });
        expect(pages.flat().sort()).toEqual(links.map(({ id }) => id));
        expect(pages.slice(0, -1).every((page) => page.length === 50)).toBe(true);
      }),
    );
  });

  it.each(LinkSort.options)("have what stays once while others change, sorted by %s", (sort) => {
    const changes = fc.array(fc.array(fc.option(anyLook), { maxLength: 130 }), { maxLength: 4 });
    fc.assert(
      fc.property(someLinks, fc.nat(130), changes, (links, staying, waves) => {
        const linksAt = (page: number) =>
          links.flatMap((each, place) => {
            const change = page === 0 || place < staying ? undefined : waves[page - 1]?.[place];
            return change === null ? [] : { ...each, ...change };
          });
        const stay = links.slice(0, staying).map(({ id }) => id);
        const seen = allPages(linksAt, { sort }).flat();
        expect(seen.filter((id) => stay.includes(id)).sort()).toEqual(stay);
      }),
    );
  });

  it("go on where they were when links have come and gone", () => {
    const links = Array.from({ length: 120 }, (_, index) => link(index, "connected", "Erebor"));
    const first = pageLinks(links, { sort: "needs" });
    const changed = [...links.slice(60), link(500, "password_needed", "Gringotts")];
    const after = readCursor(first.nextCursor ?? "") ?? undefined;
    expect(pageLinks(changed, { sort: "needs", after }).linkIds[0]).toBe(links[60]?.id);
  });

  it("count all states, whatever is filtered, and what the filters leave", () => {
    const links = [link(1, "connected", "Erebor"), link(2, "code_needed", "Heimdall")];
    const page = pageLinks(links, { sort: "needs", state: "connected", q: "  EREB " });
    expect(page).toMatchObject({ linkIds: [links[0]?.id], total: 1 });
    expect(page.counts).toEqual({
      password_needed: 0,
      code_needed: 1,
      unfinished: 0,
      elsewhere: 0,
      bank_trouble: 0,
      unsure: 0,
      checking: 0,
      connected: 1,
    });
  });

  it.each([
    ["itau", "Itaú"],
    ["ITAÚ", "Itau Corporativo"],
    ["nandu", "Banco Ñandú"],
    ["", "<Ñ>"],
  ])("find %j in %j", (q, name) => {
    expect(pageLinks([link(1, "connected", name)], { sort: "name", q }).total).toBe(1);
  });
});

describe("the order of a list", () => {
  const links = [
    { ...link(1, "connected", "Érebor 10"), lastAccessedAt: "2026-01-01T10:00:00.000Z" },
    { ...link(2, "password_needed", "Heimdall"), lastAccessedAt: null },
    { ...link(3, "connected", "erebor 2"), lastAccessedAt: "2026-01-03T10:00:00.000Z" },
    { ...link(4, "code_needed", "Zeta"), lastAccessedAt: "2026-01-02T10:00:00.000Z" },
  ];
  it.each([
    ["needs", [2, 4, 3, 1]],
    ["name", [3, 1, 2, 4]],
    ["recent", [3, 4, 1, 2]],
  ] as const)("is by %s", (sort, order) => {
    const { linkIds } = pageLinks(links, { sort });
    expect(linkIds).toEqual(order.map((index) => link(index, "unsure", "").id));
  });
});

it("reads no cursor but its own", () => {
  for (const cursor of ["", "x", "bnVsbA", "eyJyYW5rIjoiMSJ9", "%00", "9".repeat(900)]) {
    expect(readCursor(cursor)).toBeNull();
  }
});
