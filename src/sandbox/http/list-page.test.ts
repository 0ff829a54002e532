import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ApiError } from "./api-error.ts";
import { listPage } from "./list-page.ts";

function pageAt(items: readonly number[], query: string) {
  const url = new URL(`http://inside.test/api/links/${query}`);
  return listPage(items, { url, origin: "https://belvo.test", defaultSize: 10 });
}

describe("listPage", () => {
  it("gives the whole list by following `next`, whatever the page size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (all, size) => {
          const seen: number[] = [];
          let query: string | null = `?status=invalid&page_size=${size}`;
          while (query !== null) {
            const page = pageAt(all, query);
            expect(page.count).toBe(all.length);
            expect(page.results.length).toBeLessThanOrEqual(size);
            seen.push(...page.results);
            query = page.next && new URL(page.next).search;
          }
          expect(seen).toEqual(all);
        },
      ),
    );
  });

  it("leads from the second page back to the first by `previous`", () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 99 }), (count) => {
        const all = Array.from({ length: count }, (_, index) => index);
        const second = pageAt(all, "?page=2");
        expect(second.previous && pageAt(all, new URL(second.previous).search)).toEqual(
          pageAt(all, ""),
        );
      }),
    );
  });

  it("keeps the other parameters in `next` and `previous`", () => {
    const { next, previous } = pageAt([1, 2, 3], "?status__in=invalid,valid&page=2&page_size=1");

    expect(next).toBe(
      "https://belvo.test/api/links/?status__in=invalid%2Cvalid&page_size=1&page=3",
    );
    expect(previous).toBe("https://belvo.test/api/links/?status__in=invalid%2Cvalid&page_size=1");
  });

  it.each(["0", "-1", "many", ""])("takes the default for the page size %j", (size) => {
    expect(
      pageAt(
        Array.from({ length: 30 }, () => 0),
        `?page_size=${size}`,
      ).results,
    ).toHaveLength(10);
  });

  it("counts a page size above 1000 as 1000", () => {
    const all = Array.from({ length: 1500 }, () => 0);
    expect(pageAt(all, "?page_size=5000").results).toHaveLength(1000);
  });

  it.each(["3", "0", "-1", "last"])("refuses page %j of twenty items", (page) => {
    expect(() =>
      pageAt(
        Array.from({ length: 20 }, () => 0),
        `?page=${page}`,
      ),
    ).toThrow(ApiError);
  });

  it("gives one empty page for an empty list", () => {
    expect(pageAt([], "")).toEqual({ count: 0, next: null, previous: null, results: [] });
  });
});
