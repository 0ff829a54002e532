import { hash } from "node:crypto";

/** What is stored of a code or a session's id: nothing that opens anything. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}
