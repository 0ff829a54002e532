import { createHash } from "node:crypto";

/** The 44 characters that stand for one person at one institution, the same for all their links. */
export function institutionUserId(institution: string, username: string): string {
  return `${createHash("sha256").update(`${institution}\n${username}`).digest("base64url")}=`;
}
