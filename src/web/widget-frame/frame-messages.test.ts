import { expect, it } from "vitest";
import { isHello, isWelcome, readFromFrame, readToFrame } from "./frame-messages.ts";

const NOTHING: unknown[] = [
  ...[null, undefined, "ready", 7, [], {}],
  ...[{ type: "other" }, { type: "failed", reason: "no word of ours" }, { type: "failed" }],
  { type: "load" },
  ...[
    { type: "open", accessToken: "x" },
    { type: "open", accessToken: 1, locale: "es" },
  ],
  { type: "open", accessToken: "x", locale: "xx" },
];

it.each(NOTHING)("what is no message is none, in either direction: %j", (data) => {
  expect(readFromFrame(data)).toBeNull();
  expect(readToFrame(data)).toBeNull();
  expect(isHello(data, "n")).toBe(false);
  expect(isWelcome(data, "n")).toBe(false);
});

it("a message is read by its fields, and has no others", () => {
  const more = { more: "of it" };
  expect(readFromFrame({ type: "ready", ...more })).toEqual({ type: "ready" });
  expect(readFromFrame({ type: "exit", data: { code: 1 }, ...more })).toEqual({
    type: "exit",
    data: { code: 1 },
  });
  expect(readToFrame({ type: "load", scriptUrl: "https://a.example/x.js", ...more })).toEqual({
    type: "load",
    scriptUrl: "https://a.example/x.js",
  });
});

it.each([
  ["dark", "dark"],
  ["light", "light"],
  ["", null],
  [undefined, null],
])("a theme that is none is the device's: %j", (theme, read) => {
  const message = { type: "open", accessToken: "x", locale: "es" };
  expect(readToFrame({ ...message, theme })).toEqual({ ...message, theme: read });
});

it("who does not know the nonce is nobody", () => {
  expect(isHello({ relink: "widget-frame", nonce: "right" }, "right")).toBe(true);
  expect(isHello({ relink: "widget-frame", nonce: "wrong" }, "right")).toBe(false);
  expect(isHello({ relink: "page", nonce: "right" }, "right")).toBe(false);
  expect(isWelcome({ relink: "page", nonce: "right" }, "right")).toBe(true);
  expect(isWelcome({ relink: "page", nonce: "wrong" }, "right")).toBe(false);
});
