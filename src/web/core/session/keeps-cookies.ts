const PROBE = "relink-probe=1";
/** As that of the session's cookie. */
const ATTRIBUTES = "Path=/; SameSite=Lax";

/**
 * False where the browser keeps no cookie of this page, so that nobody can come in: in a frame of
 * another site, in a frame without an origin of its own, or because the person has set it so.
 */
export function keepsCookies(document: { cookie: string }): boolean {
  try {
    document.cookie = `${PROBE}; ${ATTRIBUTES}`;
    const isKept = document.cookie.split("; ").includes(PROBE);
    document.cookie = `${PROBE}; ${ATTRIBUTES}; Max-Age=0`;
    return isKept;
  } catch {
    // A frame without an origin may not even ask.
    return false;
  }
}
