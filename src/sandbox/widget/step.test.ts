import { describe, expect, it } from "vitest";
import type { Answer, Failure, Reason } from "./answer.ts";
import { failureOf, pageOf, stepAfter, stepForLink, type Step } from "./step.ts";

const credentials: Step = { name: "credentials" };
const code: Step = { name: "code", startedWith: "code" };
const codeAfterPassword: Step = { name: "code", startedWith: "password", session: "s1" };

function failure(reason: Reason): Failure {
  return { reason, message: "why", requestId: "r1" };
}

function failed(reason: Reason): Answer {
  return { kind: "failed", failure: failure(reason) };
}

const codeWanted: Answer = {
  kind: "code_wanted",
  session: "s2",
  challenge: undefined,
  failure: failure("token_required"),
};

describe("stepForLink", () => {
  it.each([
    ["valid", false, "connected"],
    ["invalid", true, "credentials"],
    ["token_required", false, "code"],
    ["unconfirmed", true, "code"],
    ["unconfirmed", false, "credentials"],
    ["a status to come", true, "credentials"],
    [undefined, false, "credentials"],
  ])("starts a link that is %s (bank asks for codes: %s) with %s", (status, asks, name) => {
    expect(stepForLink(status, asks).name).toBe(name);
  });
});

describe("stepAfter", () => {
  it("ends in success when the link is updated", () => {
    expect(stepAfter(code, { kind: "done", body: {} })).toEqual({ name: "success" });
  });

  it("asks for a code after a password, without calling that an error", () => {
    const step = stepAfter(credentials, codeWanted);
    expect(step).toMatchObject({ name: "code", startedWith: "password", session: "s2" });
    expect(failureOf(step)).toBeUndefined();
  });

  it("takes a second demand for a code as a refusal of the first code", () => {
    const step = stepAfter(codeAfterPassword, codeWanted);
    expect(step).toMatchObject({ name: "code", startedWith: "password", session: "s2" });
    expect(failureOf(step)?.reason).toBe("token_required");
  });

  it("goes back to the first step when the session has expired", () => {
    expect(stepAfter(codeAfterPassword, failed("session_expired")).name).toBe("credentials");
    const again = stepAfter({ ...code, session: "s1" }, failed("session_expired"));
    expect(again).toEqual({ ...code, failure: failure("session_expired") });
  });

  it("remembers that a link was never finished while passwords are refused", () => {
    const first = stepForLink("unconfirmed", false);
    expect(first).toEqual({ name: "credentials", isUnfinished: true });
    expect(stepAfter(first, failed("login_error"))).toEqual({
      name: "credentials",
      isUnfinished: true,
      failure: failure("login_error"),
    });
    expect(stepForLink("invalid", false)).toEqual({ name: "credentials" });
  });

  it.each([{ name: "connected" }, { name: "create_mode" }] as const)(
    "is an error where there is nothing to update: %j",
    (step) => {
      expect(failureOf(step)?.reason).toBe("nothing_to_update");
    },
  );

  it.each([
    ["login_error", "/credentials"],
    ["access_token_not_valid", "/invalid-token"],
    ["too_many_sessions", "/error"],
    ["institution_down", "/error"],
    ["offline", "/error"],
    ["unexpected_error", "/error"],
  ] as const)("shows the error %s on the page %s", (reason, page) => {
    const step = stepAfter(code, failed(reason));
    expect(pageOf(step)).toBe(page);
    expect(failureOf(step)?.reason).toBe(reason);
  });
});
