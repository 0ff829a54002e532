/** One entry of Belvo's error array; `request_id` is added when the answer is written. */
export interface ErrorItem {
  code: string;
  message: string;
  field?: string;
  /** What some errors carry besides, such as the session of a 428. */
  [extra: string]: unknown;
}

/** A refusal in the form that Belvo gives it: a status and an array of errors. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  readonly status: number;
  readonly items: readonly ErrorItem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    items: readonly ErrorItem[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(items.map(({ code }) => code).join(", "));
    this.status = status;
    this.items = items;
    this.headers = headers;
  }

  /** @param requestId 32 lowercase hex digits, the same in every entry. */
  toResponse(requestId: string): Response {
    const body = this.items.map((item) => ({ ...item, request_id: requestId }));
    return Response.json(body, { status: this.status, headers: this.headers });
  }
}

/**
 * Refusals by their codes, each with its status and message.
 *
 * Source: Belvo, "Belvo API and Widget errors", and the responses of its OpenAPI file. The README
 * says which of them are ours.
 */
// prettier-ignore
const REFUSALS = {
  login_error: [400, "Invalid credentials provided to login to the institution"],
  too_many_sessions: [400, "Impossible to login, a session is already opened with the institution for these credentials"],
  institution_down: [400, "The financial institution is down, try again later"],
  institution_unavailable: [400, "The financial institution is unavailable"],
  institution_inactive: [400, "The institution has been temporarily deactivated"],
  session_expired: [400, "The session you are trying to resume has expired, please start again from register/retrieve endpoint"],
  invalid_link: [400, "The link has been invalidated. You may need to update link credentials"],
  unconfirmed_link: [400, "The link creation has not been completed yet"],
  unsupported_operation: [400, "The resource you are trying to access is not supported by this institution"],
  invalid_access_mode_switch: [400, "This link doesn't have stored credentials hence it can't be switched to recurrent mode"],
  invalid_credentials_storage: [400, "Recurrent links must store the credentials"],
  invalid_fetch_resources: [400, "Single links without stored credentials must fetch resources"],
  authentication_failed: [401, "Invalid Secret Keys"],
  token_not_valid: [401, "Invalid token"],
  access_to_resource_denied: [403, "You don't have access to this resource."],
  not_found: [404, "Not found"],
  unexpected_error: [500, "Belvo is unable to process the request due to an internal system issue or to an unsupported response from an institution"],
  service_unavailable: [503, "The service is temporarily unavailable, try again later"],
} as const satisfies Record<string, readonly [number, string]>;

export function refusal(code: keyof typeof REFUSALS): ApiError {
  const [status, message] = REFUSALS[code];
  return new ApiError(status, [{ code, message }]);
}

/** What is wrong with one field. */
export function fieldRefusal(field: string, code: string, message: string): ApiError {
  return new ApiError(400, [{ code, message, field }]);
}

/** What is said of fields that are missing. */
export function requiredFields(...fields: string[]): ApiError {
  const message = "This field is required.";
  return new ApiError(
    400,
    fields.map((field) => ({ code: "required", message, field })),
  );
}

export function tooManyRequests(waitSeconds: number): ApiError {
  const message = `Request was throttled. Expected available in ${waitSeconds} seconds.`;
  const headers = { "Retry-After": String(waitSeconds) };
  return new ApiError(429, [{ code: "throttled", message }], headers);
}
