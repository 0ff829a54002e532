import { LoggableError } from "../http/log.ts";

/** Why a call to Belvo did not give an answer we can use. */
export type BelvoFailure =
  | {
      kind: "rejected";
      status: number;
      code: string;
      requestId: string;
      /** Names of the request's fields that Belvo does not take; missing where it names none. */
      fields?: readonly string[];
    }
  | { kind: "unreadable"; status: number }
  | { kind: "unreachable"; afterMs: number }
  | { kind: "rate_limited"; retryAfterMs: number };

/** The only error that `BelvoClient` throws. Its message never holds a secret, a token or Belvo's words. */
export class BelvoError extends LoggableError {
  override readonly name = "BelvoError";

  readonly failure: BelvoFailure;

  constructor(failure: BelvoFailure) {
    super(describe(failure));
    this.failure = failure;
  }

  override get logged(): Record<string, unknown> {
    return { failure: this.failure };
  }
}

/** True for a status that says nothing about what was asked: Belvo itself had trouble. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status >= 500;
}

/**
 * Why the reading of one link was refused, when asking again does not help; `null` for a failure that
 * says nothing about the link: of our keys, of our rate, of Belvo as a whole.
 */
export function refusalOf(failure: BelvoFailure): string | null {
  switch (failure.kind) {
    case "rejected": {
      const { status, code } = failure;
      return status === 401 || isPassingStatus(status) ? null : `${status} ${code}`;
    }
    case "unreadable":
      return failure.status < 500 ? `${failure.status} unreadable` : null;
    case "unreachable":
    case "rate_limited":
      return null;
  }
}

function describe(failure: BelvoFailure): string {
  switch (failure.kind) {
    case "rejected":
      return `Belvo answered ${failure.status} ${failure.code} (request ${failure.requestId})`;
    case "unreadable":
      return `Belvo answered ${failure.status} with a body that is not in its documented form`;
    case "unreachable":
      return `Belvo gave no answer within ${failure.afterMs} ms`;
    case "rate_limited":
      return `Belvo takes no more requests for ${failure.retryAfterMs} ms`;
  }
}
