import { describe, expect, it } from "vitest";
import { countSyllables, readabilityOf } from "./readability.ts";

describe("countSyllables", () => {
  it.each([
    ["es", "banco", 2],
    ["es", "contraseña", 4],
    ["es", "código", 3],
    ["es", "conexión", 3],
    ["es", "todavía", 4],
    ["es", "ciudad", 2],
    ["es", "quien", 1],
    ["es", "reír", 2],
    ["pt", "senha", 2],
    ["pt", "conexão", 3],
    ["pt", "você", 2],
    ["pt", "países", 3],
    ["en", "bank", 1],
    ["en", "password", 2],
    ["en", "code", 1],
    ["en", "connected", 3],
    ["en", "security", 4],
  ] as const)("in %s, «%s» has %d", (language, word, count) => {
    expect(countSyllables(language, word)).toBe(count);
  });
});

describe("readabilityOf", () => {
  it("scores short words in short sentences as easier", () => {
    const easy = readabilityOf("es", ["Tu banco pide un código. Ten tu celular a la mano."]);
    const hard = readabilityOf("es", [
      "La institución financiera requiere la reautenticación de las credenciales almacenadas previamente",
    ]);
    expect(easy.score).toBeGreaterThan(hard.score);
    expect(easy.isReached).toBe(true);
    expect(hard.isReached).toBe(false);
  });
});
