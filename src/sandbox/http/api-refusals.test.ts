import { describe, expect, it } from "vitest";
import { codesOf, errorOf, openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

describe("the sandbox's API", () => {
  it("answers 200 at GET /api/ to a client with the keys", async () => {
    expect((await openSandbox().call("GET", "/api/")).status).toBe(200);
  });

  it.each([
    null,
    "Basic",
    "Basic bm9uc2Vuc2U=",
    `Basic ${Buffer.from("key-id:wrong").toString("base64")}`,
    "Digest key-id",
  ])("answers 401 to the authorization %j", async (authorization) => {
    for (const path of ["/api/", "/api/links/", "/api/institutions/"]) {
      const answer = await openSandbox().call("GET", path, { authorization });
      expect(answer.status).toBe(401);
      expect(errorOf(answer)).toEqual({
        code: "authentication_failed",
        message: "Invalid Secret Keys",
      });
    }
  });

  it.each(["/api/nothing/", "/api/links", "/api/links/7/", "/api/links/7/token/", "/api/token"])(
    "answers 404 at %s",
    async (path) => {
      const answer = await openSandbox().call("GET", path);
      expect(answer.status).toBe(404);
      expect(errorOf(answer)).toEqual({ code: "not_found", message: "Not found" });
    },
  );

  it.each([
    ["DELETE", "/api/links/"],
    ["POST", "/api/institutions/"],
    ["GET", "/api/token/"],
    ["DELETE", "/api/accounts/"],
    ["GET", "/api/links/7/refresh/"],
    ["OPTIONS", "/api/token/"],
  ])("answers 405 to %s at %s", async (method, path) => {
    const answer = await openSandbox().call(method, path);
    expect(answer.status).toBe(405);
    expect(errorOf(answer)).toEqual({
      code: "method_not_allowed",
      message: `Method "${method}" not allowed.`,
    });
  });

  it.each(["{", "nonsense", '{"institution":}'])(
    "answers parse_error to the malformed body %s",
    async (body) => {
      const answer = await openSandbox().call("POST", "/api/links/", { body });
      expect([answer.status, ...codesOf(answer)]).toEqual([400, "parse_error"]);
    },
  );

  it.each([
    ["[]", "list"],
    ['"text"', "str"],
    ["7", "int"],
    ["0.5", "float"],
    ["true", "bool"],
  ])("refuses the body %s, which is no object", async (body, type) => {
    const answer = await openSandbox().call("POST", "/api/links/", { body });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)["message"]).toBe(
      `Invalid data. Expected a dictionary, but got ${type}.`,
    );
  });

  it("gives each refusal a request id of its own", async () => {
    const sandbox = openSandbox();
    const ids = await Promise.all(
      [1, 2].map(async () => (await sandbox.call("GET", "/api/links/x/")).text),
    );
    expect(new Set(ids).size).toBe(2);
  });
});
