import { expect, it } from "vitest";
import { LinkState } from "#contract/link.ts";
import { deriveBankAlert } from "./derive-bank-alert.ts";

const ASKED = "2026-11-22T12:00:00.000Z";
const NOW = Date.parse("2026-11-24T12:00:00.000Z");

it.each(LinkState.options)("a link without a bank alert shows none when it is %s", (state) => {
  expect(deriveBankAlert({ watched_at: null, told_at: null, state }, NOW)).toBe("none");
});

it.each(["connected", "checking", "password_needed", "elsewhere"] as const)(
  "a bank alert says that the bank is back as soon as the link is %s",
  (state) => {
    expect(deriveBankAlert({ watched_at: ASKED, told_at: null, state }, NOW)).toBe("back");
  },
);

it.each(["bank_trouble", "unsure"] as const)("a bank alert waits while the link is %s", (state) => {
  expect(deriveBankAlert({ watched_at: ASKED, told_at: null, state }, NOW)).toBe("asked");
  expect(deriveBankAlert({ watched_at: ASKED, told_at: ASKED, state }, NOW)).toBe("asked");
});

it.each([
  ["2026-11-23T12:00:00.001Z", "back"],
  ["2026-11-23T12:00:00.000Z", "none"],
])("a bank alert is shown for a day: told at %s, it is now %s", (told_at, expected) => {
  expect(deriveBankAlert({ watched_at: ASKED, told_at, state: "connected" }, NOW)).toBe(expected);
});
