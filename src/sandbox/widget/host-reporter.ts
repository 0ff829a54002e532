import type { LinkClaim } from "./access-token.ts";
import type { Failure, Reason } from "./answer.ts";
import type { HostCallback, HostConfig } from "./host-config.ts";
import type { Page } from "./step.ts";

/** Tells the host page what happens, in the form that Belvo's widget uses. */
export interface HostReporter {
  pageLoad(page: Page | "/abandon-survey"): void;
  error(failure: Failure): void;
  success(): void;
  exit(step: string): void;
}

interface Dependencies {
  config: HostConfig;
  /** Unknown when the token names none. */
  link: LinkClaim | undefined;
  now: () => number;
  /** A host whose callback throws must not break the widget, nor lose its error. */
  reportError: (error: unknown) => void;
}

export function createHostReporter(dependencies: Dependencies): HostReporter {
  const { config, link, now, reportError } = dependencies;
  const named = link && { institution_name: link.institution };
  let lastPage = "";
  let lastError: { message: string; code: string } | undefined;

  function tell(callback: HostCallback | undefined, ...args: unknown[]): void {
    try {
      callback?.(...args);
    } catch (error) {
      reportError(error);
    }
  }

  return {
    pageLoad(page) {
      if (page === lastPage) return;
      const metadata = { page, from: lastPage, ...named };
      lastPage = page;
      tell(config.onEvent, { eventName: "PAGE_LOAD", metadata });
    },
    error({ reason, message, requestId }) {
      const code = codeOf(reason);
      lastError = { message, code };
      const timestamp = new Date(now()).toISOString();
      const meta_data = { error_code: code, error_message: message, ...named, timestamp };
      tell(config.onEvent, { eventName: "ERROR", request_id: requestId, meta_data });
    },
    success() {
      tell(config.callback, link?.id, link?.institution);
    },
    exit(step) {
      const error = lastError && { last_encountered_error: lastError };
      tell(config.onExit, { ...error, meta_data: { ...named, step } });
    },
  };
}

/** The code that Belvo has for a reason; some reasons are only ours. */
function codeOf(reason: Reason): string {
  if (reason === "access_token_not_valid") return "ACCESS_TOKEN_NOT_VALID";
  if (["offline", "rate_limited", "nothing_to_update"].includes(reason)) return "unexpected_error";
  return reason;
}
