import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isTokenExpiry,
  readExitError,
  readSuccessLink,
  readWidgetEvent,
} from "./widget-messages.ts";

const error = {
  eventName: "ERROR",
  request_id: "1",
  meta_data: {
    error_code: "login_error",
    error_message: "Invalid credentials",
    institution_name: "x",
  },
};

describe("readWidgetEvent", () => {
  it("takes an error's code, and leaves its free text", () => {
    expect(readWidgetEvent(error)).toEqual({ name: "ERROR", code: "login_error" });
  });

  it.each([[[error]], [{ data: error }], [{ data: [error] }]])(
    "reads an error in the form %j alike",
    (shape) => {
      expect(readWidgetEvent(shape)).toEqual({ name: "ERROR", code: "login_error" });
    },
  );

  it("reads a page under metadata and under meta_data", () => {
    const page = { name: "PAGE_LOAD", page: "/credentials" };
    const details = { page: "/credentials", from: "/consent" };
    expect(readWidgetEvent({ eventName: "PAGE_LOAD", metadata: details })).toEqual(page);
    expect(readWidgetEvent({ eventName: "PAGE_LOAD", meta_data: details })).toEqual(page);
  });

  it("drops an error code that is free text", () => {
    const odd = { eventName: "ERROR", meta_data: { error_code: "call +52 55 1234" } };
    expect(readWidgetEvent(odd)).toEqual({ name: "ERROR" });
  });

  it("returns null for an event that Belvo does not name", () => {
    expect(readWidgetEvent({ eventName: "NEW_ONE" })).toBeNull();
  });

  it("does not throw at any input, nor does readExitError", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(() => [readWidgetEvent(anything), readExitError(anything)]).not.toThrow();
      }),
    );
  });
});

describe("readExitError", () => {
  it("returns the code of the last error", () => {
    const data = {
      last_encountered_error: { code: "institution_down", message: "…" },
      meta_data: {},
    };
    expect(readExitError(data)).toBe("institution_down");
  });

  it.each([[{ meta_data: {} }], [{ last_encountered_error: null }], [undefined]])(
    "returns null for %j",
    (data) => expect(readExitError(data)).toBeNull(),
  );
});

describe("isTokenExpiry", () => {
  it.each(["ACCESS_TOKEN_NOT_VALID", "access_token_expired", "session_expired_ob"])(
    "is true of %s, whatever the clock says",
    (code) => expect(isTokenExpiry(code, false)).toBe(true),
  );

  it.each(["token_not_valid", "invalid_token", "token_expired", "expired_token"])(
    "is true of %s once the token is old: before, it is about the bank's code",
    (code) =>
      expect([false, true].map((isOld) => isTokenExpiry(code, isOld))).toEqual([false, true]),
  );

  it.each(["token_required", "login_error", "session_expired", "too_many_sessions"])(
    "is false of %s, however old the token is",
    (code) => expect(isTokenExpiry(code, true)).toBe(false),
  );
});

describe("readSuccessLink", () => {
  it.each([
    [["link-1", "bank"], "link-1"],
    ["link-1", "link-1"],
    [[{ id: "link-1" }], null],
    [["x".repeat(101)], null],
    [undefined, null],
  ])("of %j is %j", (data, linkId) => expect(readSuccessLink(data)).toBe(linkId));
});
