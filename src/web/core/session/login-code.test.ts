import { describe, expect, it } from "vitest";
import {
  dropLoginCode,
  isLoginLink,
  readLoginCode,
  takeLoginCode,
  type CodePlace,
} from "./login-code.ts";

const CODE = `aB3-${"x_9".repeat(13)}`;

describe("a login link's code", () => {
  it.each([
    ["as it was sent", `#${CODE}`],
    ["with parameters after it", `#${CODE}?utm_source=mail&utm_medium=email`],
    ["with parameters after it that lack their beginning", `#${CODE}&utm_source=mail`],
    ["with a full stop after it", `#${CODE}.`],
    ["with a bracket after it", `#${CODE})`],
    ["with a blank after it", `#${CODE}%20`],
    ["with blanks before it", `#%20 ${CODE}`],
    ["with its # once more", `#%23${CODE}`],
    ["with its # encoded twice", `#%2523${CODE}`],
    ["with its own characters encoded", `#${CODE.replaceAll("_", "%5F").replaceAll("-", "%2d")}`],
    ["with what cannot be decoded after it", `#${CODE}%E2%80%ZZ%`],
    ["with characters of a code's after it", `#${CODE}-utm`],
  ])("is read %s", (_, hash) => {
    expect(readLoginCode(hash)).toBe(CODE);
  });

  it.each([
    ["cut", `#${CODE.slice(0, 42)}`],
    ["lost", "#"],
    ["broken in two", `#${CODE.slice(0, 20)}%20${CODE.slice(20)}`],
  ])("is not read when it is %s", (_, hash) => {
    expect(readLoginCode(hash)).toBeNull();
  });
});

/** The address and the history's entry of a tab. */
function openTab(address: string, state: unknown = null) {
  const tab = { url: new URL(address, "https://relink.example"), state };
  const place: CodePlace = {
    get location() {
      return tab.url;
    },
    history: {
      get state() {
        return tab.state;
      },
      replaceState: (next, _, url) => {
        tab.state = next;
        tab.url = new URL(url, tab.url);
      },
    },
  };
  return { tab, place };
}

describe("a login link's address", () => {
  it.each([`/enter#${CODE}`, `/enter/#${CODE}`, `/enter?fbclid=1#${CODE}`, `/enter#${CODE}.`])(
    "loses its code at once, which a reload still has: %s",
    (address) => {
      const { tab, place } = openTab(address, { idx: 3 });
      expect(takeLoginCode(place)).toBe(CODE);
      expect(tab.url.href).toBe("https://relink.example/enter");
      expect(tab.state).toMatchObject({ idx: 3 });

      expect(takeLoginCode(openTab("/enter", tab.state).place)).toBe(CODE);
      dropLoginCode(place);
      expect(takeLoginCode(place)).toBeNull();
      expect(tab.state).toMatchObject({ idx: 3 });
    },
  );

  it("loses what is left of a damaged code, and the code that was there before", () => {
    const { tab, place } = openTab(`/enter#${CODE.slice(0, 30)}`, { loginCode: CODE });
    expect(takeLoginCode(place)).toBeNull();
    expect(tab.url.href).toBe("https://relink.example/enter");
    expect(JSON.stringify(tab.state)).not.toContain(CODE);
  });

  it("is known by its path alone", () => {
    const known = (address: string) => isLoginLink(new URL(address, "https://relink.example"));
    expect(["/enter", "/enter/", "/enter?x#y"].map(known)).toEqual([true, true, true]);
    expect(["/", "/entered", "/repair/enter"].map(known)).toEqual([false, false, false]);
  });
});
