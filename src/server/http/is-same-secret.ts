import { hash, timingSafeEqual } from "node:crypto";

/** Compares hashes, whose length and bytes say nothing about how near a guess was. */
export function isSameSecret(given: string | undefined, secret: string): boolean {
  return timingSafeEqual(digest(given ?? ""), digest(secret));
}

/**
 * Compares `Authorization` values as {@link isSameSecret} does, each without the scheme that may stand
 * before it: how Belvo sends a value that somebody has typed into its dashboard is not known.
 */
export function isSameCredential(given: string | undefined, secret: string): boolean {
  return isSameSecret(withoutScheme(given ?? ""), withoutScheme(secret));
}

function withoutScheme(authorization: string): string {
  return authorization.trim().replace(/^(basic|bearer|token) +/i, "");
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
