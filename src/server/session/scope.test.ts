import { describe, expect, it } from "vitest";
import { ownerOfAll, ownLink } from "./scope.ts";

const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const OTHER = "5010e7da-cd96-47e6-8dff-91bbf2d9b94f";
const person = { externalId: "user-42", name: null };

describe("a session for all links", () => {
  it("has them all", () => {
    expect(ownerOfAll(person)).toBe("user-42");
    expect(ownLink(person, LINK)).toEqual({ externalId: "user-42", linkId: LINK });
  });
});

describe("a session for one link", () => {
  const scoped = { ...person, onlyLinkId: LINK };

  it("has that link, and nothing else", () => {
    expect(ownLink(scoped, LINK)).toEqual({ externalId: "user-42", linkId: LINK });
    expect(() => ownLink(scoped, OTHER)).toThrow("not_found");
    expect(() => ownerOfAll(scoped)).toThrow("not_found");
  });
});
