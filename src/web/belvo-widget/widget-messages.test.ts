import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTokenExpiry, readExitError, readWidgetEvent } from "./widget-messages.ts";

const error = {
  eventName: "ERROR",
  request_id: "1",
  meta_data: {
    error_code: "login_error",
    error_message: "Invalid credentials",
    institution_name: "x",
  },
};

describe("reading the widget's events", () => {
  it("takes the code and leaves the free text", () => {
    expect(readWidgetEvent(error)).toEqual({ name: "ERROR", code: "login_error" });
  });

  it.each([[[error]], [{ data: error }], [{ data: [error] }]])("takes %j as the same", (shape) => {
    expect(readWidgetEvent(shape)).toEqual({ name: "ERROR", code: "login_error" });
  });

  it("takes a page under either name of its details", () => {
    const page = { name: "PAGE_LOAD", page: "/credentials" };
    const details = { page: "/credentials", from: "/consent" };
    expect(readWidgetEvent({ eventName: "PAGE_LOAD", metadata: details })).toEqual(page);
    expect(readWidgetEvent({ eventName: "PAGE_LOAD", meta_data: details })).toEqual(page);
  });

  it("drops a code that is not a code", () => {
    const odd = { eventName: "ERROR", meta_data: { error_code: "call +52 55 1234" } };
    expect(readWidgetEvent(odd)).toEqual({ name: "ERROR" });
  });

  it("ignores events that Belvo does not name", () => {
    expect(readWidgetEvent({ eventName: "NEW_ONE" })).toBeNull();
  });

  it("survives anything", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(() => [readWidgetEvent(anything), readExitError(anything)]).not.toThrow();
      }),
    );
  });
});

describe("reading an exit", () => {
  it("finds the last error", () => {
    const data = {
      last_encountered_error: { code: "institution_down", message: "…" },
      meta_data: {},
    };
    expect(readExitError(data)).toBe("institution_down");
  });

  it.each([[{ meta_data: {} }], [{ last_encountered_error: null }], [undefined]])(
    "finds none in %j",
    (data) => expect(readExitError(data)).toBeNull(),
  );
});

describe("an expired token", () => {
  it.each(["ACCESS_TOKEN_NOT_VALID", "token_not_valid", "invalid_token", "expired_token"])(
    "is told by %s",
    (code) => expect(isTokenExpiry(code)).toBe(true),
  );

  it.each(["token_required", "login_error", "session_expired"])("is not told by %s", (code) => {
    expect(isTokenExpiry(code)).toBe(false);
  });
});
