import { createHmac } from "node:crypto";

/** Signs claims the way Belvo's tokens are signed: HS512. Source: the example in its OpenAPI file. */
export function signJwt(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const content = `${encode({ alg: "HS512", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha512", secret).update(content).digest("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
