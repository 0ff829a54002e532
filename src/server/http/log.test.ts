import { expect, it } from "vitest";
import { faultOf } from "./log.ts";

it("of an error its name and its places are written, and no line of its message", () => {
  const { fault, at } = faultOf(new TypeError('Received "x\n    at secret (of Belvo\'s)"'));
  expect(fault).toBe("TypeError");
  expect(at).toContainEqual(expect.stringContaining("log.test.ts"));
  expect(JSON.stringify(at)).not.toContain("secret");
});
