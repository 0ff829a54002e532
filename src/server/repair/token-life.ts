import * as z from "zod";

/**
 * Life of a widget's access token: 10 minutes, or until the link is repaired. Belvo's own example
 * of a token lives for 20; we go by the shorter.
 *
 * Source: Belvo, "Hosted widget".
 */
const TOKEN_LIFE_MS = 10 * 60 * 1000;

const Claims = z.object({ exp: z.number() });

/** When a token that was given out at `issuedAt` ends. Its own word counts when it is sooner. */
export function tokenExpiry(accessToken: string, issuedAt: number): number {
  const latest = issuedAt + TOKEN_LIFE_MS;
  const own = readExpiry(accessToken);
  return own !== null && own > issuedAt && own < latest ? own : latest;
}

/** Belvo documents the token as opaque, so that one that cannot be read is no fault. */
function readExpiry(accessToken: string): number | null {
  try {
    const payload = Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString();
    return Claims.parse(JSON.parse(payload)).exp * 1000;
  } catch {
    return null;
  }
}
