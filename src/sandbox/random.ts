import { createHash } from "node:crypto";

/** A v4-shaped UUID that is the same for the same key, so that demo links outlive a restart. */
export function seededUuid(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** A whole number from 0 up to, not including, `limit`; the same for the same key. */
export function seededNumber(key: string, limit: number): number {
  return createHash("sha256").update(key).digest().readUInt32BE(0) % limit;
}
