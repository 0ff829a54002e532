import { expect, it } from "vitest";
import { wordsIn } from "./words-in.ts";

it.each(["en", "es", "pt"] as const)(
  "the widget's messages in %s say what to type into the sandbox",
  (locale) => {
    const { credentials, code, identity } = wordsIn(locale);
    expect(credentials.hint).toContain("`pass_invalid`");
    expect(identity.hint).toContain("`nobody@example.com`");
    expect(code.hint).toMatch(/`111111`.*`999999`/);
  },
);

it("the widget's messages keep Belvo's title for a token that is over", () => {
  expect(wordsIn("en").invalidToken.title).toBe("Invalid token");
  expect(wordsIn("es").invalidToken.title).toBe("Token inválido");
});
