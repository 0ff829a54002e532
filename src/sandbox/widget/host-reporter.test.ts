import { describe, expect, it, vi } from "vitest";
import type { Failure } from "./answer.ts";
import { readHostConfig } from "./host-config.ts";
import { createHostReporter } from "./host-reporter.ts";

const link = { id: "30cb4806", institution: "heimdall_mx_retail" };
const loginError: Failure = { reason: "login_error", message: "why", requestId: "r1" };

function setUp(known: { link: typeof link | undefined } = { link }) {
  const host = { callback: vi.fn(), onExit: vi.fn(), onEvent: vi.fn() };
  const reportError = vi.fn();
  const reporter = createHostReporter({
    config: readHostConfig(host),
    link: known.link,
    now: () => Date.parse("2026-01-01T00:00:00Z"),
    reportError,
  });
  return { host, reporter, reportError };
}

describe("createHostReporter", () => {
  it("reports a page once, with the page before it", () => {
    const { host, reporter } = setUp();
    reporter.pageLoad("/loading");
    reporter.pageLoad("/token");
    reporter.pageLoad("/token");

    expect(host.onEvent).toHaveBeenCalledTimes(2);
    expect(host.onEvent).toHaveBeenLastCalledWith({
      eventName: "PAGE_LOAD",
      metadata: { page: "/token", from: "/loading", institution_name: "heimdall_mx_retail" },
    });
  });

  it("reports an error at once, and the last error again at the exit", () => {
    const { host, reporter } = setUp();
    reporter.error({ ...loginError, reason: "offline" });
    reporter.error(loginError);
    reporter.exit("abandon-survey");

    expect(host.onEvent).toHaveBeenLastCalledWith({
      eventName: "ERROR",
      request_id: "r1",
      meta_data: {
        error_code: "login_error",
        error_message: "why",
        institution_name: "heimdall_mx_retail",
        timestamp: "2026-01-01T00:00:00.000Z",
      },
    });
    expect(host.onExit).toHaveBeenCalledExactlyOnceWith({
      last_encountered_error: { message: "why", code: "login_error" },
      meta_data: { institution_name: "heimdall_mx_retail", step: "abandon-survey" },
    });
  });

  it("leaves out of an exit the link and the error when there is none", () => {
    const { host, reporter } = setUp({ link: undefined });
    reporter.exit("error");
    expect(host.onExit).toHaveBeenCalledExactlyOnceWith({ meta_data: { step: "error" } });
  });

  it.each([
    ["offline", "unexpected_error"],
    ["rate_limited", "unexpected_error"],
    ["nothing_to_update", "unexpected_error"],
    ["access_token_not_valid", "ACCESS_TOKEN_NOT_VALID"],
    ["too_many_sessions", "too_many_sessions"],
  ] as const)("reports the reason %s by Belvo's code %s", (reason, code) => {
    const { host, reporter } = setUp();
    reporter.error({ ...loginError, reason });
    expect(host.onEvent.mock.lastCall?.[0]).toMatchObject({ meta_data: { error_code: code } });
  });

  it("reports success with the link's id and institution", () => {
    const { host, reporter } = setUp();
    reporter.success();
    expect(host.callback).toHaveBeenCalledExactlyOnceWith("30cb4806", "heimdall_mx_retail");
  });

  it("reports an error that the host's callback throws, and goes on", () => {
    const { host, reporter, reportError } = setUp();
    const boom = new Error("boom");
    host.callback.mockImplementation(() => {
      throw boom;
    });
    reporter.success();
    expect(reportError).toHaveBeenCalledExactlyOnceWith(boom);
  });
});
