import { expect, it } from "vitest";
import * as v from "valibot";
import { Int, IsoTime, NoArray, orNull, Uuid } from "./formats.ts";

it.each([
  ["2026-03-01T09:00:00Z", true],
  ["2026-03-01T23:59:59.123456Z", true],
  ["2024-02-29T00:00:00.000Z", true],
  ["2026-02-29T00:00:00.000Z", false],
  ["2026-04-31T00:00:00.000Z", false],
  ["2026-13-01T00:00:00.000Z", false],
  ["2026-03-01T24:00:00.000Z", false],
  ["2026-03-01T09:00Z", false],
  ["2026-03-01 09:00:00Z", false],
  ["2026-03-01T09:00:00", false],
  ["2026-03-01T09:00:00+00:00", false],
  ["2026-03-01", false],
])("%s is a time of ours: %s", (text, isOne) => {
  expect(v.is(IsoTime, text)).toBe(isOne);
});

it.each([
  ["30cb4806-6e00-48a4-91c9-ca55968576c8", true],
  ["30CB4806-6E00-78A4-B1C9-CA55968576C8", true],
  ["30cb4806-6e00-08a4-91c9-ca55968576c8", false],
  ["30cb4806-6e00-48a4-71c9-ca55968576c8", false],
  ["30cb48066e0048a491c9ca55968576c8", false],
  ["30cb4806-6e00-48a4-91c9-ca55968576c8\n", false],
])("%j is a UUID: %s", (text, isOne) => {
  expect(v.is(Uuid, text)).toBe(isOne);
});

it.each([0.5, NaN, Infinity, 2 ** 53, "1"])("%s is no whole number", (value) => {
  expect(v.is(Int, value)).toBe(false);
});

it("what is missing or odd counts as null, and a list as no object", () => {
  const Found = v.object({ name: orNull(v.string()) });
  for (const name of [undefined, null, 7, []]) {
    expect(v.parse(Found, { name })).toEqual({ name: null });
  }
  expect(v.parse(Found, {})).toEqual({ name: null });
  expect(v.is(v.pipe(NoArray, Found), {})).toBe(true);
  expect(v.is(v.pipe(NoArray, Found), [])).toBe(false);
});
