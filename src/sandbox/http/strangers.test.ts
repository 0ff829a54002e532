import { describe, expect, it } from "vitest";
import { openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

const tokenBody = {
  id: "key-id",
  password: "key-password",
  scopes: "read_institutions,write_links,read_links",
};

describe("a page of another origin that somebody has open", () => {
  const headers = { Origin: "https://evil.example" };

  it.each([
    ["GET", "/api/links/", undefined],
    ["POST", "/api/links/", { institution: "erebor_mx_retail", external_id: "demo-ana" }],
    ["POST", "/api/token/", tokenBody],
    ["GET", "/api/institutions/", undefined],
  ])("cannot use the keys, which are known to all: %s %s", async (method, path, body) => {
    const answer = await openSandbox().call(method, path, { headers, body });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("cannot update a link by the keys, nor get a token by what needs no leave of the browser", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const body = { password: "secret" };
    const update = await sandbox.call("PUT", `/api/links/${id}/`, { headers, body });
    expect(update.status).toBe(403);
    expect(await sandbox.link(id)).toMatchObject({ status: "invalid" });
    const asText = { ...headers, "content-type": "text/plain" };
    const token = await sandbox.call("POST", "/api/token/", {
      authorization: null,
      headers: asText,
      body: tokenBody,
    });
    expect(token.status).toBe(403);
  });

  it("may hold a widget, which has a token of its own", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const authorization = await sandbox.widget(id);
    const answer = await sandbox.call("GET", `/api/links/${id}/`, { authorization, headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("a name that somebody else can lead here", () => {
  it.each(["/api/links/", "/api/token/", "/belvo-widget-1-stable.js", "/_sandbox/users"])(
    "answers nothing at %s",
    async (path) => {
      const { status } = await openSandbox().call("GET", `http://evil.example:4010${path}`);
      expect(status).toBe(403);
    },
  );
});

it("a body of more than 64 kB is refused", async () => {
  const text = (size: number) => JSON.stringify(tokenBody).padEnd(size);
  const sandbox = openSandbox();
  const within = await sandbox.call("POST", "/api/token/", { body: text(64 * 1024) });
  expect(within.status).toBe(200);
  const beyond = await sandbox.call("POST", "/api/token/", { body: text(64 * 1024 + 1) });
  expect(beyond.status).toBe(413);
});
