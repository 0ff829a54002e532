/** How a bank asks for its second factor. */
export type CodeKind = "device" | "qr" | "numeric";

/** Source: Belvo, "Test in sandbox". Any other name and password are good. */
const REFUSED_USERNAME = "user_invalid";
const REFUSED_PASSWORD = "pass_invalid";
const RIGHT_CODE = "111111";
const CODE_KINDS: Readonly<Record<string, CodeKind>> = {
  mfa_default: "device",
  mfa_qr: "qr",
  mfa_numeric: "numeric",
};

export function acceptsPassword(username: string, password: string): boolean {
  return username !== REFUSED_USERNAME && password !== REFUSED_PASSWORD;
}

export function acceptsCode(code: string): boolean {
  return code === RIGHT_CODE;
}

/** True for people who need a code to connect. */
export function needsCode(username: string): boolean {
  return Object.hasOwn(CODE_KINDS, username);
}

export function codeKindOf(username: string): CodeKind {
  return CODE_KINDS[username] ?? "device";
}

/**
 * True where a code is asked for whenever data is fetched.
 *
 * Source: Belvo, "Widget update mode": once a link is registered with Heimdall, any additional POST
 * answers 428.
 */
export function asksCodeAtEveryLogin(institution: string, username: string): boolean {
  return institution.startsWith("heimdall_") || needsCode(username);
}
