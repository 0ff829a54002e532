import { ApiError } from "./api-error.ts";

/**
 * Every refusal of the API, but for those of single fields: status, code and message.
 *
 * Source: Belvo, "Belvo API and Widget errors", and the responses of its OpenAPI file. The README
 * says which three are ours.
 */
export const apiErrors = {
  loginError: () =>
    error(400, "login_error", "Invalid credentials provided to login to the institution"),
  tooManySessions: () =>
    error(
      400,
      "too_many_sessions",
      "Impossible to login, a session is already opened with the institution for these credentials",
    ),
  institutionDown: () =>
    error(400, "institution_down", "The financial institution is down, try again later"),
  institutionUnavailable: () =>
    error(400, "institution_unavailable", "The financial institution is unavailable"),
  institutionInactive: () =>
    error(400, "institution_inactive", "The institution has been temporarily deactivated"),
  sessionExpired: () =>
    error(
      400,
      "session_expired",
      "The session you are trying to resume has expired, please start again from register/retrieve endpoint",
    ),
  invalidLink: () =>
    error(
      400,
      "invalid_link",
      "The link has been invalidated. You may need to update link credentials",
    ),
  unconfirmedLink: () =>
    error(400, "unconfirmed_link", "The link creation has not been completed yet"),
  unsupportedOperation: () =>
    error(
      400,
      "unsupported_operation",
      "The resource you are trying to access is not supported by this institution",
    ),
  invalidAccessModeSwitch: () =>
    error(
      400,
      "invalid_access_mode_switch",
      "This link doesn't have stored credentials hence it can't be switched to recurrent mode",
    ),
  recurrentMustStore: () =>
    error(400, "invalid_credentials_storage", "Recurrent links must store the credentials"),
  nothingToFetch: () =>
    error(
      400,
      "invalid_fetch_resources",
      "Single links without stored credentials must fetch resources",
    ),
  parseError: (reason: string) => error(400, "parse_error", `JSON parse error - ${reason}`),
  duplicated: (institutionUserId: string) =>
    new ApiError(400, [
      {
        code: "duplicated",
        message: "Link already exists",
        institution_user_id: institutionUserId,
      },
    ]),
  field: (field: string, code: string, message: string) =>
    new ApiError(400, [{ code, message, field }]),

  authenticationFailed: () => error(401, "authentication_failed", "Invalid Secret Keys"),
  tokenNotValid: () => error(401, "token_not_valid", "Invalid token"),
  accessDenied: () =>
    error(403, "access_to_resource_denied", "You don't have access to this resource."),
  notFound: () => error(404, "not_found", "Not found"),
  methodNotAllowed: (method: string) =>
    error(405, "method_not_allowed", `Method "${method}" not allowed.`),
  linkRefreshed: (minutes: number) =>
    error(
      409,
      "link_refreshed",
      `The link has already been refreshed. Please wait ${minutes} minutes before trying again.`,
    ),
  tooManyRequests: (waitSeconds: number) =>
    new ApiError(
      429,
      [
        {
          code: "throttled",
          message: `Request was throttled. Expected available in ${waitSeconds} seconds.`,
        },
      ],
      { "Retry-After": String(waitSeconds) },
    ),
  unexpectedError: () =>
    error(
      500,
      "unexpected_error",
      "Belvo is unable to process the request due to an internal system issue or to an unsupported response from an institution",
    ),
  serviceUnavailable: () =>
    error(503, "service_unavailable", "The service is temporarily unavailable, try again later"),
} as const;

function error(status: number, code: string, message: string): ApiError {
  return new ApiError(status, [{ code, message }]);
}
