import { describe, expect, it } from "vitest";
import {
  codesOf,
  demandOf,
  openSandbox,
  type OpenSandbox,
} from "../../testing/sandbox-bench/open-sandbox.ts";

async function opened(user: string, status: "invalid" | "token_required" | "unconfirmed") {
  const sandbox = openSandbox();
  const { id } = await sandbox.linkWith(user, status);
  const authorization = await sandbox.widget(id);
  return { sandbox, id, authorization };
}

function read(sandbox: OpenSandbox, id: string, authorization: string) {
  return sandbox.call("GET", `/api/links/${id}/`, { authorization });
}

describe("a widget with an access token", () => {
  it("reads its own link and the institutions", async () => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");

    expect((await read(sandbox, id, authorization)).status).toBe(200);
    const institutions = await sandbox.call("GET", "/api/institutions/?name=erebor_mx_retail", {
      authorization,
    });
    expect(institutions.status).toBe(200);
  });

  it("updates its own link, once", async () => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");
    const update = (password: string) =>
      sandbox.call("PUT", `/api/links/${id}/`, { authorization, body: { password } });

    expect((await update("pass_invalid")).status).toBe(400);
    expect((await update("pass_valid")).status).toBe(200);
    const again = await update("pass_valid");
    expect([again.status, ...codesOf(again)]).toEqual([401, "token_not_valid"]);
  });

  it("resumes its own link, once", async () => {
    const { sandbox, id, authorization } = await opened("demo-diego", "unconfirmed");
    const body = { password: "pass_valid" };
    const asked = await sandbox.call("PUT", `/api/links/${id}/`, { authorization, body });
    const { session } = demandOf(asked);

    const resumed = await sandbox.call("PATCH", "/api/links/", {
      authorization,
      body: { session, link: id, token: "111111" },
    });
    expect(resumed.status).toBe(200);
    expect((await read(sandbox, id, authorization)).status).toBe(401);
  });

  it("gets 403 for every other link and every other call", async () => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");
    const other = await sandbox.linkWith("demo-bruno", "token_required");
    const session = "0".repeat(32);

    for (const [method, path, body] of [
      ["GET", `/api/links/${other.id}/`, undefined],
      ["PUT", `/api/links/${other.id}/`, { token: "111111" }],
      ["PATCH", "/api/links/", { session, link: other.id, token: "111111" }],
      ["GET", "/api/links/", undefined],
      ["POST", "/api/links/", {}],
      ["DELETE", `/api/links/${id}/`, undefined],
      ["PATCH", `/api/links/${id}/`, { access_mode: "single" }],
      ["POST", `/api/links/${id}/refresh/`, {}],
      ["POST", "/api/accounts/", { link: id }],
      ["PATCH", "/api/accounts/", {}],
      ["GET", "/api/", undefined],
    ] as const) {
      const answer = await sandbox.call(method, path, { authorization, body });
      expect([method, path, answer.status, ...codesOf(answer)]).toEqual([
        method,
        path,
        403,
        "access_to_resource_denied",
      ]);
    }
  });

  it("reads and updates only as its scopes allow", async () => {
    const { sandbox, id } = await opened("demo-ana", "invalid");
    const reader = await sandbox.widget(id, "read_links");
    const writer = await sandbox.widget(id, "write_links");

    expect((await read(sandbox, id, reader)).status).toBe(200);
    expect((await read(sandbox, id, writer)).status).toBe(403);
    const body = { password: "pass_valid" };
    const put = (authorization: string) =>
      sandbox.call("PUT", `/api/links/${id}/`, { authorization, body });
    expect((await put(reader)).status).toBe(403);
    expect((await put(writer)).status).toBe(200);
  });

  it("gets 403 for a link when its token names none", async () => {
    const { sandbox, id } = await opened("demo-ana", "invalid");
    expect((await read(sandbox, id, await sandbox.widget())).status).toBe(403);
  });
});

describe("a widget's access token", () => {
  it("lives for ten minutes", async () => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");
    await sandbox.advance(599_000);
    expect((await read(sandbox, id, authorization)).status).toBe(200);
    await sandbox.advance(1_000);
    expect((await read(sandbox, id, authorization)).status).toBe(401);
  });

  it("lives as long as the fault tokenLifeMs says", async () => {
    const { sandbox, id } = await opened("demo-ana", "invalid");
    await sandbox.setFaults({ tokenLifeMs: 5_000 });
    const authorization = await sandbox.widget(id);
    await sandbox.advance(4_999);
    expect((await read(sandbox, id, authorization)).status).toBe(200);
    await sandbox.advance(1);
    expect((await read(sandbox, id, authorization)).status).toBe(401);
  });

  it.each([
    ["made up", () => "Bearer x.y.z"],
    ["empty", () => "Bearer "],
    ["changed", (token: string) => `${token.slice(0, -4)}AAAA`],
    ["without a signature", (token: string) => token.split(".").slice(0, 2).join(".")],
  ])("is refused when it is %s", async (_name, forge) => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");
    const answer = await read(sandbox, id, forge(authorization));
    expect([answer.status, ...codesOf(answer)]).toEqual([401, "token_not_valid"]);
  });

  it("is refused after a reset of the sandbox", async () => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");
    await sandbox.call("POST", "/_sandbox/reset");
    expect((await read(sandbox, id, authorization)).status).toBe(401);
  });
});

describe("a page of any origin", () => {
  const asks = { Origin: "https://shop.test", "Access-Control-Request-Method": "PUT" };

  it.each(["/api/links/x/", "/api/links/", "/api/institutions/"])("may call %s", async (path) => {
    const answer = await openSandbox().call("OPTIONS", path, {
      authorization: null,
      headers: asks,
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET, PUT, PATCH");
    expect(answer.headers.get("access-control-allow-headers")).toBe("Authorization, Content-Type");
  });

  it("may read answers and refusals", async () => {
    const { sandbox, id, authorization } = await opened("demo-ana", "invalid");
    const good = await read(sandbox, id, authorization);
    const bad = await read(sandbox, id, "Bearer no");
    for (const { headers } of [good, bad]) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
    }
  });

  it("may not call POST /api/token/", async () => {
    const sandbox = openSandbox();
    const answer = await sandbox.call("OPTIONS", "/api/token/", { headers: asks });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});
