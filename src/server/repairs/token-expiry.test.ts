import { expect, it } from "vitest";
import { tokenExpiry } from "./open-repair.ts";

const NOW = 1_800_000_000_000;
const TEN_MINUTES = 600_000;

function tokenUntil(exp: unknown): string {
  return `x.${Buffer.from(JSON.stringify({ exp })).toString("base64url")}.y`;
}

it.each([
  ["ten minutes, for a token that says more", tokenUntil(NOW / 1000 + 1200), TEN_MINUTES],
  ["what it says, when that is sooner", tokenUntil(NOW / 1000 + 30), 30_000],
  ["ten minutes, when its clock is not ours", tokenUntil(NOW / 1000 - 30), TEN_MINUTES],
  ["ten minutes, when it cannot be read", "opaque", TEN_MINUTES],
  ["ten minutes, when it says nonsense", tokenUntil("soon"), TEN_MINUTES],
])("a widget's token lives for %s", (_, token, lifeMs) => {
  expect(tokenExpiry(token, NOW)).toBe(NOW + lifeMs);
});
