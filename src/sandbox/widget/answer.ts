import { fieldOf, parseJson, textOf } from "./untyped.ts";

/** Why an update did not go through, as far as the person in front of the widget is concerned. */
export type Reason = (typeof REASONS)[number];

const REASONS = [
  "login_error",
  "too_many_sessions",
  "session_expired",
  "institution_down",
  "institution_unavailable",
  "institution_inactive",
  "token_required",
  "request_timeout",
  "unexpected_error",
  "access_token_not_valid",
  "rate_limited",
  "offline",
  "nothing_to_update",
] as const;

export interface Failure {
  reason: Reason;
  message: string;
  /** Empty when no answer came. */
  requestId: string;
}

/** Something that the bank gives to make a code from, or to scan. */
export interface Challenge {
  type: string;
  value: string;
  /** False when the bank's own app confirms and there is nothing to type. */
  expectsCode: boolean;
}

export type Answer =
  | { kind: "done"; body: unknown }
  | { kind: "code_wanted"; session: string; challenge: Challenge | undefined; failure: Failure }
  | { kind: "failed"; failure: Failure };

/** Reads an answer of the API, whose errors are arrays of objects, or a proxy's HTML. */
export function readAnswer(status: number, text: string): Answer {
  const body = parseJson(text);
  if (status >= 200 && status < 300) return { kind: "done", body };

  const error: unknown = Array.isArray(body) ? body[0] : undefined;
  const failure = {
    reason: reasonOf(status, textOf(error, "code")),
    message: textOf(error, "message") ?? `Belvo answered ${status}`,
    requestId: textOf(error, "request_id") ?? "",
  };
  const session = textOf(error, "session");
  if (status === 428 && session !== undefined) {
    const challenge = readChallenge(fieldOf(error, "token_generation_data"));
    return { kind: "code_wanted", session, challenge, failure };
  }
  return { kind: "failed", failure };
}

/** The answer to a call that had none. */
export function noAnswer(error: unknown): Answer {
  const timedOut = error instanceof DOMException && error.name === "TimeoutError";
  const [reason, message] = timedOut
    ? (["request_timeout", "The request timed out"] as const)
    : (["offline", "Belvo could not be reached"] as const);
  return { kind: "failed", failure: { reason, message, requestId: "" } };
}

function reasonOf(status: number, code: string | undefined): Reason {
  if (status === 401) return "access_token_not_valid";
  if (status === 429 || (status === 403 && code === undefined)) return "rate_limited";
  if (status === 408) return "request_timeout";
  return REASONS.find((reason) => reason === code) ?? "unexpected_error";
}

function readChallenge(data: unknown): Challenge | undefined {
  const value = textOf(data, "value");
  if (value === undefined) return undefined;
  const expectsCode = fieldOf(data, "expects_user_input") !== false;
  return { type: textOf(data, "type") ?? "numeric", value, expectsCode };
}
