import { describe, expect, it } from "vitest";
import { inSpanish } from "../../testing/in-spanish.ts";

const { t } = inSpanish;

describe("a name in a sentence", () => {
  it.each(["Banco Azteca", "Itaú", "Банк", "銀行 😀"])(
    "is as it is when it runs with the sentence: %s",
    (bank) => {
      expect(t("repair.updateBank", { bank })).toBe(`Actualizar ${bank}`);
    },
  );

  it.each(["مصرف الاختبار", "בנק", "Banco \u202Eoxel", "Banco\u200F"])(
    "turns nothing but itself when it runs the other way: %s",
    (bank) => {
      expect(t("repair.updateBank", { bank })).toBe(`Actualizar \u2068${bank}\u2069`);
    },
  );

  it("does not end its own isolation", () => {
    expect(t("repair.updateBank", { bank: "Banco\u2069 \u202Eoxel" })).toBe(
      "Actualizar \u2068Banco \u202Eoxel\u2069",
    );
  });
});
