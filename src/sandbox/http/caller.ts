import type { WidgetTokens, WidgetGrant } from "../tokens/widget-tokens.ts";
import { apiErrors } from "./api-errors.ts";

/** Who makes a call: the holder of the secret keys, or a widget with its access token. */
export type Caller = { kind: "keys" } | { kind: "widget"; grant: WidgetGrant };

export interface SecretKeys {
  secretId: string;
  secretPassword: string;
}

/** @throws {ApiError} 401, for no credentials as well as for wrong ones. */
export function identifyCaller(
  authorization: string | null,
  keys: SecretKeys,
  tokens: WidgetTokens,
): Caller {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer") {
    const grant = tokens.read(value);
    if (grant === undefined) throw apiErrors.tokenNotValid();
    return { kind: "widget", grant };
  }
  if (scheme.toLowerCase() !== "basic" || !isKeyPair(value, keys)) {
    throw apiErrors.authenticationFailed();
  }
  return { kind: "keys" };
}

/** @throws {ApiError} 403 when a widget asks for what only the holder of the keys may do. */
export function requireKeys(caller: Caller): void {
  if (caller.kind !== "keys") throw apiErrors.accessDenied();
}

/** @throws {ApiError} 403 when a widget asks for another link than its own, or beyond its scopes. */
export function requireAccess(caller: Caller, scope: string, linkId?: string): void {
  if (caller.kind === "keys") return;
  const { grant } = caller;
  const itsOwn = linkId === undefined || grant.linkId === linkId;
  if (!itsOwn || !grant.scopes.includes(scope)) throw apiErrors.accessDenied();
}

function isKeyPair(base64: string, { secretId, secretPassword }: SecretKeys): boolean {
  return Buffer.from(base64, "base64").toString("utf8") === `${secretId}:${secretPassword}`;
}
