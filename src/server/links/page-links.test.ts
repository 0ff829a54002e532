import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkState, type Link } from "#contract/link.ts";
import { aLink } from "../../testing/a-link.ts";
import { pageLinks, readCursor, type PageRequest } from "./page-links.ts";

function link(index: number, state: LinkState, name: string): Link {
  return aLink({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    bank: { name, logoUrl: null, color: null, country: null },
    state,
  });
}

const someLinks = fc
  .array(
    fc.tuple(
      fc.constantFrom(...LinkState.options),
      fc.constantFrom("Erebor", "érebor", "Gringotts", "<Ñ>", ""),
    ),
    { maxLength: 130 },
  )
  .map((each) => each.map(([state, name], index) => link(index, state, name)));

function allPages(links: readonly Link[], request: PageRequest): Link[][] {
  const pages: Link[][] = [];
  let after = request.after;
  for (;;) {
    const page = pageLinks(links, { ...request, after });
    pages.push(page.links);
    if (page.nextCursor === null) return pages;
    after = readCursor(page.nextCursor) ?? undefined;
  }
}

describe("the pages of a list", () => {
  it("have every link once, in one order, fifty a page", () => {
    fc.assert(
      fc.property(someLinks, (links) => {
        const pages = allPages(links, {});
        const seen = pages.flat();
        expect(new Set(seen.map(({ id }) => id)).size).toBe(links.length);
        expect(seen).toHaveLength(links.length);
        expect(pages.slice(0, -1).every((page) => page.length === 50)).toBe(true);

        const ranks = seen.map(({ state }) => LinkState.options.indexOf(state));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it("go on where they were when links have come and gone", () => {
    const links = Array.from({ length: 120 }, (_, index) => link(index, "connected", "Erebor"));
    const first = pageLinks(links, {});
    const changed = [...links.slice(60), link(500, "password_needed", "Gringotts")];
    const after = readCursor(first.nextCursor ?? "") ?? undefined;
    expect(pageLinks(changed, { after }).links[0]?.id).toBe(links[60]?.id);
  });

  it("count all states, whatever is filtered", () => {
    const links = [link(1, "connected", "Erebor"), link(2, "code_needed", "Heimdall")];
    const page = pageLinks(links, { state: "connected", q: "  EREB " });
    expect(page.links.map(({ bank }) => bank.name)).toEqual(["Erebor"]);
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
});

it("reads no cursor but its own", () => {
  for (const cursor of ["", "x", "bnVsbA", "eyJyYW5rIjoiMSJ9", "%00", "9".repeat(900)]) {
    expect(readCursor(cursor)).toBeNull();
  }
});
