import { ProblemError } from "../http/problem-error.ts";

const LONGEST = 2_000;

/**
 * What no address has that was written with care: blanks, signs that cannot be seen, and a backslash, which
 * browsers read as a slash and others do not.
 */
const ODD = /[\p{C}\p{Z}\\]/u;

/**
 * Reads where a host wants its person back.
 *
 * @param returnOrigins Origins, and schemes with their colon.
 * @returns The address as the browser will read it, so that what was looked at is what is gone to; `null`
 *   for none.
 * @throws {ProblemError} For one that is in no proper form, or leads elsewhere than it may.
 */
export function readReturnUrl(
  text: string | null | undefined,
  returnOrigins: readonly string[],
): string | null {
  if (text === null || text === undefined) return null;
  if (text.length > LONGEST || ODD.test(text) || !URL.canParse(text)) {
    throw refused("returnUrl is no address of 2,000 characters at most");
  }
  const { protocol, origin, username, password, href } = new URL(text);
  if (username !== "" || password !== "") throw refused("returnUrl has a user or a password");
  const isWeb = protocol === "https:" || protocol === "http:";
  // Of a `blob:` address, the origin is that of what is in it.
  if (!returnOrigins.includes(isWeb ? origin : protocol)) {
    throw refused("RETURN_ORIGINS does not name where returnUrl leads");
  }
  if (isWeb && !/^https?:\/\/[^/]/i.test(text)) throw refused("returnUrl lacks its slashes");
  if (href.length > LONGEST) throw refused("returnUrl is too long once it is encoded");
  return href;
}

function refused(reason: string): ProblemError {
  return new ProblemError("invalid_request", { field: "returnUrl", reason });
}
