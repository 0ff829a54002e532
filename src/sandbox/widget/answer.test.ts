import { describe, expect, it } from "vitest";
import { noAnswer, readAnswer } from "./answer.ts";

function errors(error: object): string {
  return JSON.stringify([{ message: "why", request_id: "r1", ...error }]);
}

describe("readAnswer", () => {
  it("returns the body of a success", () => {
    expect(readAnswer(200, '{"status":"valid"}')).toEqual({
      kind: "done",
      body: { status: "valid" },
    });
  });

  it("returns the first error of a refusal", () => {
    expect(readAnswer(400, errors({ code: "login_error" }))).toEqual({
      kind: "failed",
      failure: { reason: "login_error", message: "why", requestId: "r1" },
    });
  });

  it.each([
    [401, errors({ code: "authentication_failed" }), "access_token_not_valid"],
    [403, "<html>openresty</html>", "rate_limited"],
    [403, errors({ code: "access_to_resource_denied" }), "unexpected_error"],
    [404, errors({ code: "not_found" }), "unexpected_error"],
    [408, errors({ code: "request_timeout" }), "request_timeout"],
    [429, "", "rate_limited"],
    [428, errors({ code: "activation_required" }), "unexpected_error"],
    [400, errors({ code: "institution_inactive" }), "institution_inactive"],
    [502, "Bad gateway", "unexpected_error"],
  ])("reads %i %s as %s", (status, text, reason) => {
    expect(readAnswer(status, text)).toMatchObject({ kind: "failed", failure: { reason } });
  });

  it("reads a demand for a code, with and without a challenge", () => {
    const code = "token_required";
    const session = "2675b703b9d4451f8d4861a3eee54449";
    const data = { type: "numeric", value: "12345" };
    const scan = { type: "qr", value: "x", expects_user_input: false };

    expect(readAnswer(428, errors({ code, session }))).toMatchObject({
      kind: "code_wanted",
      session,
      challenge: undefined,
    });
    expect(readAnswer(428, errors({ code, session, token_generation_data: data }))).toMatchObject({
      challenge: { ...data, expectsCode: true },
    });
    expect(readAnswer(428, errors({ code, session, token_generation_data: scan }))).toMatchObject({
      challenge: { type: "qr", value: "x", expectsCode: false },
    });
  });
});

describe("noAnswer", () => {
  it("tells a timeout from a connection that failed", () => {
    const timeout = new DOMException("signal timed out", "TimeoutError");
    expect(noAnswer(timeout)).toMatchObject({ failure: { reason: "request_timeout" } });
    expect(noAnswer(new TypeError("fetch"))).toMatchObject({ failure: { reason: "offline" } });
  });
});
