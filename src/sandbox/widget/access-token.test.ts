import { describe, expect, it } from "vitest";
import { readAccessToken } from "./access-token.ts";

const link = { id: "30cb4806-6e00-48a4-91c9-ca55968576c8", institution: "heimdall_mx_retail" };

function tokenWith(claims: unknown): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `eyJhbGciOiJIUzUxMiJ9.${payload}.c2lnbmF0dXJl`;
}

describe("readAccessToken", () => {
  it("reads the link that is to be updated", () => {
    const claims = { link: { ...link, status: "invalid" }, organization_name: "Ñandú ÿ¿ 銀行" };
    expect(readAccessToken(tokenWith(claims))).toEqual({ mode: "update", link });
  });

  it("reads a token without a link as one for create mode", () => {
    expect(readAccessToken(tokenWith({ exp: 1 }))).toEqual({ mode: "create" });
    expect(readAccessToken(tokenWith({ link: { id: 7 } }))).toEqual({ mode: "create" });
  });

  it.each([undefined, 7, "", "no-token", "a.b.c", "a.!.c", tokenWith("text"), tokenWith(null)])(
    "cannot read the token %j",
    (token) => {
      expect(readAccessToken(token)).toEqual({ mode: "unreadable" });
    },
  );
});
