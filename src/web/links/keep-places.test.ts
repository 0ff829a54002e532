import { describe, expect, it } from "vitest";
import { aLink } from "../../testing/a-link.ts";
import { keepPlaces } from "./keep-places.ts";

const broken = aLink({ id: "a" });
const repaired = aLink({ id: "a", state: "connected" });
const other = aLink({ id: "b" });
const third = aLink({ id: "c" });

describe("keeping places", () => {
  it("leaves a repaired bank where it was, with its new state", () => {
    expect(keepPlaces([broken, other], [other, repaired], true)).toEqual([repaired, other]);
  });

  it("puts what is new at the end", () => {
    expect(keepPlaces([other], [third, other], true)).toEqual([other, third]);
  });

  it("takes away what is gone, and only when nothing is left to fetch", () => {
    expect(keepPlaces([broken, other], [other], true)).toEqual([other]);
    expect(keepPlaces([broken, other], [other], false)).toEqual([broken, other]);
  });
});
