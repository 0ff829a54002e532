import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkSort, LinkState, LONGEST_SEARCH } from "#contract/link.ts";
import { aLink } from "../../../testing/a-link.ts";
import { aPage } from "../../../testing/a-page.ts";
import { countStates, isFiltered, readView, searchOf, wholeList } from "./list-view.ts";

const read = (search: string) => readView(new URLSearchParams(search));

describe("a list's view in the page's address", () => {
  it("is an empty query for the whole list", () => {
    expect(searchOf(wholeList).toString()).toBe("");
    expect(read("")).toEqual(wholeList);
  });

  it("is read as it was written", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            q: fc.string({ maxLength: LONGEST_SEARCH }).map((q) => q.trim()),
            state: fc.option(fc.constantFrom(...LinkState.options)),
            sort: fc.constantFrom(...LinkSort.options),
          },
          { noNullPrototype: true },
        ),
        (view) => {
          expect(readView(searchOf(view))).toEqual(view);
        },
      ),
    );
  });

  it("is read without its invalid parts, and with a long search cut", () => {
    expect(read("?state=broken&sort=size&page=3")).toEqual(wholeList);
    expect(read(`?q=${"x".repeat(500)}`).q).toHaveLength(LONGEST_SEARCH);
  });

  it("is filtered by a search or a state, not by an order", () => {
    expect(isFiltered(read("?sort=name"))).toBe(false);
    expect(isFiltered(read("?q=%20"))).toBe(false);
    expect(isFiltered(read("?q=gringotts"))).toBe(true);
    expect(isFiltered(read("?state=checking"))).toBe(true);
  });
});

it("the counts of a list that lacks no link are those of the links in it", () => {
  const { counts } = aPage(aLink(), aLink({ state: "unsure" }));
  const links = [aLink({ state: "connected" }), aLink({ state: "connected" })];
  expect(countStates(links, counts)).toEqual(aPage(...links).counts);
});
