import { expect, it } from "vitest";
import { refusalOf } from "./belvo-error.ts";

const rejected = (status: number, code: string) =>
  ({ kind: "rejected", status, code, requestId: "abc" }) as const;

it.each([
  [404, "expired_credentials"],
  [400, "does_not_exist"],
  [428, "token_required"],
  [403, "forbidden"],
])("a reading that Belvo refuses with %i %s is that link's trouble", (status, code) => {
  expect(refusalOf(rejected(status, code))).toBe(`${status} ${code}`);
});

it.each([
  [401, "authentication_failed"],
  [408, "request_timeout"],
  [500, "unexpected_error"],
  [503, "service_unavailable"],
])("a reading that Belvo refuses with %i %s says nothing about the link", (status, code) => {
  expect(refusalOf(rejected(status, code))).toBeNull();
});

it("an answer that cannot be read is that link's trouble, and a gateway's page is not", () => {
  expect(refusalOf({ kind: "unreadable", status: 200 })).toBe("200 unreadable");
  expect(refusalOf({ kind: "unreadable", status: 502 })).toBeNull();
  expect(refusalOf({ kind: "unreachable", afterMs: 10 })).toBeNull();
  expect(refusalOf({ kind: "rate_limited", retryAfterMs: 10 })).toBeNull();
});
