import { ApiError } from "../http/api-error.ts";
import type { CodeKind } from "./bank.ts";
import { SESSION_LIFE_S } from "./login-sessions.ts";

/** A bank's demand for a code. Source: Belvo's OpenAPI file, `TokenRequiredResponse`. */
export function tokenRequired(linkId: string, session: string, kind: CodeKind): ApiError {
  const challenge = challengeOf(kind, session);
  return new ApiError(428, [
    {
      code: "token_required",
      message: "A MFA token is required by the institution to login",
      session,
      expiry: SESSION_LIFE_S,
      link: linkId,
      ...(challenge && { token_generation_data: challenge }),
    },
  ]);
}

/** A device shows its codes unasked, so it has none. Belvo does not name the type for QR: ours. */
function challengeOf(kind: CodeKind, session: string) {
  switch (kind) {
    case "device":
      return undefined;
    case "qr":
      return {
        instructions: "Scan this code with your bank's app",
        type: "qr",
        value: `relink-sandbox:${session}`,
        expects_user_input: false,
      };
    case "numeric":
      return {
        instructions: "Use this code to generate the token",
        type: "numeric",
        value: String(10_000 + (Number.parseInt(session.slice(0, 6), 16) % 90_000)),
        expects_user_input: true,
      };
  }
}
