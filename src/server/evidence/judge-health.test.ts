import { expect, it } from "vitest";
import { stateOf } from "./link-state.ts";

it.each([
  ["valid", "MX", "connected"],
  ["valid", "BR", "connected"],
  ["invalid", "MX", "password_needed"],
  ["token_required", "CO", "code_needed"],
  ["unconfirmed", null, "unfinished"],
  ["resting", "MX", "unsure"],
  ["invalid", "BR", "elsewhere"],
  ["token_required", "BR", "elsewhere"],
  ["resting", "BR", "elsewhere"],
])("says of %s in %s: %s", (status, country, state) => {
  expect(stateOf({ status, country })).toBe(state);
});
