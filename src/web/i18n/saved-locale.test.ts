import { describe, expect, it } from "vitest";
import { savedLocale, saveLocale, type ChoiceBrowser } from "./saved-locale.ts";

/** A browser that keeps cookies, and may have kept a choice in its storage. */
function aBrowser(old: string | null = null, cookie = ""): ChoiceBrowser & { lines: string[] } {
  const lines: string[] = [];
  const cookies = new Map([["other", "1"]]);
  const put = (line: string) => {
    const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
    cookies.set(name, value);
  };
  if (cookie !== "") put(cookie);
  let kept = old;
  return {
    lines,
    document: {
      get cookie() {
        return [...cookies].map((pair) => pair.join("=")).join("; ");
      },
      set cookie(line) {
        lines.push(line);
        put(line);
      },
    },
    location: { protocol: "https:" },
    localStorage: {
      getItem: () => kept,
      removeItem: () => {
        kept = null;
      },
    },
  };
}

const refusing: ChoiceBrowser = {
  document: {
    get cookie(): string {
      throw new Error("SecurityError");
    },
    set cookie(_: string) {
      throw new Error("SecurityError");
    },
  },
  location: { protocol: "http:" },
  get localStorage(): Storage {
    throw new Error("SecurityError");
  },
};

describe("the chosen language", () => {
  it("is remembered where the server can read it", () => {
    const browser = aBrowser();
    expect(savedLocale(browser)).toBeNull();
    saveLocale(browser, "es-CO");
    expect(savedLocale(browser)).toBe("es-CO");
    expect(browser.lines).toEqual([
      "relink-locale=es-CO; Path=/; SameSite=Lax; Max-Age=31536000; Secure",
    ]);
  });

  it("is none when the cookie has an unknown one", () => {
    expect(savedLocale(aBrowser(null, "relink-locale=tlh"))).toBeNull();
  });

  it("is taken over once from where older versions kept it", () => {
    const browser = aBrowser("pt-BR");
    expect(savedLocale(browser)).toBe("pt-BR");
    expect(browser.localStorage.getItem("relink-language")).toBeNull();
    expect(savedLocale(browser)).toBe("pt-BR");
    expect(browser.lines).toHaveLength(1);
  });

  it("is the newer one where both are there, and none where the old one is unknown", () => {
    expect(savedLocale(aBrowser("pt-BR", "relink-locale=en"))).toBe("en");
    expect(savedLocale(aBrowser("tlh"))).toBeNull();
  });

  it("is none where the browser keeps nothing for us, and choosing one does not throw", () => {
    expect(savedLocale(refusing)).toBeNull();
    expect(() => saveLocale(refusing, "en")).not.toThrow();
  });
});
