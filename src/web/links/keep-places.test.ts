import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { keepPlaces } from "./keep-places.ts";

const broken = aLink({ id: "a" });
const repaired = aLink({ id: "a", state: "connected" });
const other = aLink({ id: "b" });
const third = aLink({ id: "c" });

describe("keepPlaces", () => {
  it("leaves a repaired bank where it was, with its new state", () => {
    expect(keepPlaces([broken, other], [other, repaired], null)).toEqual([repaired, other]);
  });

  it("puts a new link at the end", () => {
    expect(keepPlaces([other], [third, other], null)).toEqual([other, third]);
  });

  it("drops a link that is no longer listed", () => {
    expect(keepPlaces([broken, other], [other], null)).toEqual([other]);
  });

  it("keeps the link that the person is repairing, as it was last read, when it is not listed", () => {
    expect(keepPlaces([broken, other], [other], repaired)).toEqual([repaired, other]);
  });

  it("prefers the listed state of the link that the person is repairing", () => {
    expect(keepPlaces([broken], [repaired], broken)).toEqual([repaired]);
  });

  it("shows each listed link once, in a state that was read", () => {
    const anyLinks = fc.array(
      fc
        .record({
          id: fc.constantFrom("a", "b", "c", "d"),
          state: fc.constantFrom("connected", "unsure"),
        })
        .map((parts) =>
          aLink({ id: parts.id, state: parts.state === "unsure" ? "unsure" : "connected" }),
        ),
    );
    fc.assert(
      fc.property(anyLinks, anyLinks, (before, now) => {
        const shown = keepPlaces(keepPlaces([], before, null), now, null);
        expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
        for (const link of shown) expect(now).toContainEqual(link);
        expect(new Set(shown.map(({ id }) => id))).toEqual(new Set(now.map(({ id }) => id)));
      }),
    );
  });
});
