import type { Faults } from "../faults/faults.ts";
import { ApiError } from "../http/api-error.ts";
import type { Link } from "./link.ts";

/** How a bank asks for its second factor. */
type CodeKind = "device" | "qr" | "numeric";

/** Source: Belvo, "Test in sandbox". Any other name and password are good. */
const REFUSED_USERNAME = "user_invalid";
const REFUSED_PASSWORD = "pass_invalid";
/** Ours: the person whom an employment institution does not find. */
const REFUSED_EMAIL = "nobody@example.com";
const RIGHT_CODE = "111111";
const CODE_KINDS: Readonly<Record<string, CodeKind>> = {
  mfa_default: "device",
  mfa_qr: "qr",
  mfa_numeric: "numeric",
};

/** Source: the `expiry` in the example of Belvo's OpenAPI file. */
const SESSION_LIFE_MS = 9_600_000;

/** What somebody logs in with: a password, or data that name them. */
interface Login {
  username: string;
  username2?: string | undefined;
  password?: string | undefined;
}

export function acceptsLogin({ username, username2, password }: Login): boolean {
  return (
    username !== REFUSED_USERNAME && username2 !== REFUSED_EMAIL && password !== REFUSED_PASSWORD
  );
}

/** Whether a login goes on with this code. One that is not wanted has to be right as well. */
export function passesCode(code: string | undefined, wanted: boolean): boolean {
  return code === undefined ? !wanted : code === RIGHT_CODE;
}

/** True for people who need a code to connect. */
export function needsCode(username: string): boolean {
  return Object.hasOwn(CODE_KINDS, username);
}

/**
 * True where a code is asked for whenever data is fetched.
 *
 * Source: Belvo, "Widget update mode": once a link is registered with Heimdall, any additional POST
 * answers 428.
 */
export function asksCodeAtEveryLogin({ institution, username }: Link): boolean {
  return institution.startsWith("heimdall_") || needsCode(username);
}

/** What is behind every link: it can be away, and it can interrupt a login to ask for a code. */
export interface Bank {
  /**
   * Has to go well before any secret is judged; otherwise nothing is counted and nothing moves.
   *
   * @throws {ApiError} What the fault `loginError` asks for.
   */
  reach(): void;
  /** Interrupts a login. @returns The 428 that says so, with a session to carry on with. */
  askForCode(link: Link): ApiError;
  /**
   * Uses a session up, whether the code that comes with it is right or not.
   *
   * @returns `undefined` when there is no such session for this link, or not any more. A QR code is
   * confirmed on another device: coming back is all that is left to do.
   */
  takeSession(id: string, linkId: string): { wantsCode: boolean } | undefined;
  /** Forgets every session of a link, as a bank does when the password changes. */
  forgetSessions(linkId: string): void;
}

interface Dependencies {
  faults: Pick<Faults, "nextLogin">;
  now: () => number;
  newId: () => string;
}

export function createBank({ faults, now, newId }: Dependencies): Bank {
  const sessions = new Map<string, { linkId: string; kind: CodeKind; expiresAt: number }>();

  return {
    reach() {
      const error = faults.nextLogin();
      if (error) throw error;
    },
    askForCode({ id: linkId, username }) {
      for (const [old, { expiresAt }] of sessions) {
        if (now() < expiresAt) break;
        sessions.delete(old);
      }
      const session = newId();
      const kind = CODE_KINDS[username] ?? "device";
      sessions.set(session, { linkId, kind, expiresAt: now() + SESSION_LIFE_MS });
      return tokenRequired(linkId, session, kind);
    },
    takeSession(id, linkId) {
      const session = sessions.get(id);
      if (session?.linkId !== linkId) return undefined;
      sessions.delete(id);
      return now() < session.expiresAt ? { wantsCode: session.kind !== "qr" } : undefined;
    },
    forgetSessions(linkId) {
      for (const [id, session] of sessions) if (session.linkId === linkId) sessions.delete(id);
    },
  };
}

/** A bank's demand for a code. Source: Belvo's OpenAPI file, `TokenRequiredResponse`. */
function tokenRequired(linkId: string, session: string, kind: CodeKind): ApiError {
  const challenge = challengeOf(kind, session);
  return new ApiError(428, [
    {
      code: "token_required",
      message: "A MFA token is required by the institution to login",
      session,
      expiry: SESSION_LIFE_MS / 1000,
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
        value: `sandbox:${session}`,
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
