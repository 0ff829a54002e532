import { hash, timingSafeEqual } from "node:crypto";

/** Compares hashes, whose length and bytes say nothing about how near a guess was. */
export function isSameSecret(given: string | undefined, secret: string): boolean {
  return timingSafeEqual(digest(given ?? ""), digest(secret));
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
