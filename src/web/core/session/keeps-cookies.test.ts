import { expect, it } from "vitest";
import { keepsCookies } from "./keeps-cookies.ts";

/** A browser's document, as far as cookies go. */
function createDocument(mayKeep: boolean) {
  const cookies = new Map([["theme", "dark"]]);
  return {
    get cookie(): string {
      return [...cookies].map((pair) => pair.join("=")).join("; ");
    },
    set cookie(text: string) {
      const [name = "", value = ""] = text.split(";")[0]?.split("=") ?? [];
      if (!mayKeep) return;
      if (text.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, value);
    },
  };
}

it("a browser that gives back what was set keeps cookies, and nothing stays of the asking", () => {
  const document = createDocument(true);
  expect(keepsCookies(document)).toBe(true);
  expect(document.cookie).toBe("theme=dark");
});

it("a browser that drops what was set, as in a frame of another site, keeps no cookies", () => {
  expect(keepsCookies(createDocument(false))).toBe(false);
});

it("a browser that refuses the question, as in a frame without an origin, keeps no cookies", () => {
  const refusing = {
    get cookie(): string {
      throw new DOMException("sandboxed", "SecurityError");
    },
    set cookie(_refused) {
      throw new DOMException("sandboxed", "SecurityError");
    },
  };
  expect(keepsCookies(refusing)).toBe(false);
});
