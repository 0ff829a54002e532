import { describe, expect, it } from "vitest";
import { readReturnUrl } from "./return-url.ts";

const ORIGINS = ["https://app.example.com", "http://127.0.0.1:8080", "myapp:"];
const read = (text: string | null | undefined) => readReturnUrl(text, ORIGINS);

function refusalOf(text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}

describe("a return address", () => {
  it.each([
    ["https://app.example.com/banks?tab=1#top", "https://app.example.com/banks?tab=1#top"],
    ["https://app.example.com", "https://app.example.com/"],
    ["HTTPS://APP.example.com:443/a", "https://app.example.com/a"],
    ["http://127.0.0.1:8080/", "http://127.0.0.1:8080/"],
    ["myapp://banks/done?ok=1", "myapp://banks/done?ok=1"],
    ["MyApp:done", "myapp:done"],
    // As the browser reads it, so is it kept.
    ["https://app.example.com/a/../b/cómo", "https://app.example.com/b/c%C3%B3mo"],
    ["https://app.example.com/%5C%0D%0A", "https://app.example.com/%5C%0D%0A"],
  ])("leads where the setting names its origin: %s", (text, url) => {
    expect(read(text)).toBe(url);
  });

  it.each([null, undefined])("is none when it is %s", (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ["https://app.example.com:8443/", "RETURN_ORIGINS does not name"],
    ["http://app.example.com/", "RETURN_ORIGINS does not name"],
    ["http://127.0.0.1/", "RETURN_ORIGINS does not name"],
    ["yourapp://done", "RETURN_ORIGINS does not name"],
    ["https://user@app.example.com/", "a user or a password"],
    ["myapp://a:b@done", "a user or a password"],
    ["https:app.example.com/", "lacks its slashes"],
    ["https:///app.example.com/", "lacks its slashes"],
    ["/banks", "no address"],
    ["", "no address"],
    [`https://app.example.com/${"a".repeat(2_000)}`, "no address of 2,000 characters"],
    [`https://app.example.com/${"é".repeat(400)}`, "too long once it is encoded"],
  ])("is refused, with the reason: %.50s", (text, reason) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({ code: "invalid_request", details: { field: "returnUrl" } });
    expect(JSON.stringify(refusal)).toContain(reason);
  });

  it("leads nowhere where nothing is set", () => {
    expect(() => readReturnUrl("https://app.example.com/", [])).toThrow("invalid_request");
  });
});
