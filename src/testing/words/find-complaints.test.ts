import { describe, expect, it } from "vitest";
import { formOf, otherKeys, unusedKeys } from "./find-complaints.ts";

describe("unusedKeys", () => {
  const catalogue = new Map([
    ["page.title", "…"],
    ["state.connected", "…"],
    ["page.old", "…"],
  ]);

  it("finds a key that no source uses, however keys are put together", () => {
    const sources = ['say("page.title")', "say(`state.${state}`)"];
    expect(unusedKeys(catalogue, sources)).toEqual(["page.old"]);
  });
});

it("a translation is told what it lacks and what it has besides", () => {
  const spanish = new Map([
    ["page.title", "Tus bancos"],
    ["page.reload", "Recargar"],
  ]);
  const english = new Map([
    ["page.title", "Your banks"],
    ["page.titel", "Your banks"],
  ]);
  expect(otherKeys(english, spanish)).toEqual(["lacks page.reload", "has page.titel besides"]);
});

it("a translation may count in other forms, and choose by no other words", () => {
  const spanish =
    "{type, select, bank {{count, plural, one {# banco} other {# bancos}}} other {{count}}}";
  const english = "{type, select, bank {{count, plural, other {# banks}}} other {{count}}}";
  expect(formOf(english)).toBe(formOf(spanish));
  expect(formOf(english.replace("bank {", "banco {"))).not.toBe(formOf(spanish));
  expect(formOf("{count} banks")).not.toBe(formOf("{count, plural, other {# bancos}}"));
});
