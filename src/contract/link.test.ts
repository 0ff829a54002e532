import { expect, it } from "vitest";
import { aLink } from "../testing/a-link.ts";
import { canRepair, canTryRepair, LinkState } from "./link.ts";

const { bank } = aLink();
const repairable: readonly LinkState[] = ["password_needed", "code_needed", "unfinished"];

it.each(LinkState.options)(
  "a link that is %s can be repaired where the person can act",
  (state) => {
    expect(canRepair(state)).toBe(repairable.includes(state));
  },
);

it.each(["MX", "CO", "CL", null])(
  "where nobody knows how a link in country %s is, a repair may be tried",
  (country) => {
    expect(canTryRepair({ state: "unsure", bank: { ...bank, country } })).toBe(true);
  },
);

it("a link in Brazil is not repaired here, whatever Belvo calls it", () => {
  expect(canTryRepair({ state: "unsure", bank: { ...bank, country: "BR" } })).toBe(false);
});
