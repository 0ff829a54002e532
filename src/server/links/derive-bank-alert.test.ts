import { expect, it } from "vitest";
import { LinkState } from "#contract/link.ts";
import { deriveBankAlert } from "./derive-bank-alert.ts";

const ASKED = "2026-11-22T12:00:00.000Z";
const NOW = Date.parse("2026-11-24T12:00:00.000Z");

it.each(LinkState.options)("a link without a bank alert shows none when it is %s", (state) => {
  for (const bankTrouble of [true, false]) {
    const none = { watched_at: null, told_at: null, state, bankTrouble };
    expect(deriveBankAlert(none, NOW)).toBe("none");
  }
});

it.each(["connected", "checking", "password_needed", "elsewhere"] as const)(
  "a bank alert on a link that is %s says that the bank is back as soon as it is in trouble no more",
  (state) => {
    const asked = { watched_at: ASKED, told_at: null, state };
    expect(deriveBankAlert({ ...asked, bankTrouble: true }, NOW)).toBe("asked");
    expect(deriveBankAlert({ ...asked, bankTrouble: false }, NOW)).toBe("back");
  },
);

it("a bank alert waits while nobody knows how the link is", () => {
  const unsure = { watched_at: ASKED, state: "unsure", bankTrouble: false } as const;
  expect(deriveBankAlert({ ...unsure, told_at: null }, NOW)).toBe("asked");
  expect(deriveBankAlert({ ...unsure, told_at: ASKED }, NOW)).toBe("asked");
});

it.each([
  ["2026-11-23T12:00:00.001Z", "back"],
  ["2026-11-23T12:00:00.000Z", "none"],
])("a bank alert is shown for a day: told at %s, it is now %s", (told_at, expected) => {
  const told = { watched_at: ASKED, told_at, state: "connected", bankTrouble: false } as const;
  expect(deriveBankAlert(told, NOW)).toBe(expected);
});
