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

// "Invalid token" is Belvo's title for a bank's code that was wrong.
it("the widget's messages call an access token that is over an expired session", () => {
  expect(wordsIn("en").sessionExpired.title).toBe("Session expired");
  expect(wordsIn("pt").sessionExpired.title).toBe("Sessão expirada");
});
