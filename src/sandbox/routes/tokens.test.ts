import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { Int } from "../http/formats.ts";
import {
  BASIC,
  codesOf,
  errorOf,
  openSandbox,
  START,
} from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedWidgetToken } from "../../testing/sandbox-bench/published-shapes.ts";

const keys = { id: "key-id", password: "key-password" };
const UPDATE_SCOPES = "read_institutions,write_links,read_links";

const Claims = v.looseObject({
  token_type: v.string(),
  exp: Int,
  iat: Int,
  jti: v.pipe(v.string(), v.regex(/^[a-f0-9]{32}$/)),
  scopes: v.array(v.string()),
  environment: v.literal("sandbox"),
  api_url: v.literal("belvo.test"),
  iss: v.literal("belvo.test"),
  link: v.optional(v.strictObject({ id: v.string(), status: v.string(), institution: v.string() })),
});

function mint(
  sandbox: ReturnType<typeof openSandbox>,
  body: unknown,
  authorization: string | null = null,
) {
  return sandbox.call("POST", "/api/token/", { body, authorization });
}

function partOf(jwt: string, index: number): unknown {
  return JSON.parse(Buffer.from(jwt.split(".")[index] ?? "", "base64url").toString("utf8"));
}

describe("POST /api/token/ in update mode", () => {
  async function minted() {
    const sandbox = openSandbox();
    const link = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await mint(sandbox, { ...keys, scopes: UPDATE_SCOPES, link_id: link.id });
    expect(answer.status).toBe(200);
    return { link, ...v.parse(PublishedWidgetToken, answer.body) };
  }

  it("needs no Authorization header, and gives HS512 tokens that name the link", async () => {
    const { access, link } = await minted();

    expect(partOf(access, 0)).toEqual({ alg: "HS512", typ: "JWT" });
    expect(v.parse(Claims, partOf(access, 1))).toMatchObject({
      token_type: "access",
      scopes: UPDATE_SCOPES.split(","),
      link: { id: link.id, status: "invalid", institution: "erebor_mx_retail" },
    });
    expect(createHmac("sha512", "any").digest()).toHaveLength(
      Buffer.from(access.split(".")[2] ?? "", "base64url").length,
    );
  });

  it("gives an access token for ten minutes and a refresh token for 7,200 days", async () => {
    const { access, refresh } = await minted();
    const [first, second] = [
      v.parse(Claims, partOf(access, 1)),
      v.parse(Claims, partOf(refresh, 1)),
    ];

    expect(first.iat).toBe(START / 1000);
    expect(first.exp - first.iat).toBe(600);
    expect(second.token_type).toBe("refresh");
    expect(second.exp - second.iat).toBe(7200 * 24 * 60 * 60);
  });
});

describe("POST /api/token/", () => {
  it("accepts the bodies that Belvo's own clients send", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const scopes = "read_institutions,write_links";
    const widget = { branding: { company_name: "ACME" } };

    for (const body of [
      { ...keys, scopes },
      { ...keys, scopes, widget, link_id: id },
      {
        ...keys,
        scopes,
        stale_in: "90d",
        fetch_resources: ["ACCOUNTS"],
        credentials_storage: "30d",
        widget,
      },
    ]) {
      expect((await mint(sandbox, body, BASIC)).status).toBe(200);
    }
    // `links.token` of the npm client sends no keys in the body.
    expect((await mint(sandbox, { link_id: id, scopes }, BASIC)).status).toBe(200);
  });

  it("gives a token without a link when link_id is misnamed as link, as Belvo does", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await mint(sandbox, { ...keys, scopes: UPDATE_SCOPES, link: id });
    const { access } = v.parse(PublishedWidgetToken, answer.body);
    expect(v.parse(Claims, partOf(access, 1))).not.toHaveProperty("link");
  });

  it.each([
    [{ ...keys, password: "guess" }, null],
    [{ ...keys, id: "guess" }, null],
    [keys, `Basic ${Buffer.from("key-id:guess").toString("base64")}`],
  ])(
    "answers 401 to wrong keys: %j in the body, %j in the header",
    async (given, authorization) => {
      const answer = await mint(openSandbox(), { ...given, scopes: UPDATE_SCOPES }, authorization);
      expect(answer.status).toBe(401);
      expect(errorOf(answer)).toEqual({
        code: "authentication_failed",
        message: "Invalid Secret Keys",
      });
    },
  );

  it.each([
    [{ password: keys.password, scopes: UPDATE_SCOPES }, "required", "id"],
    [{ id: keys.id, scopes: UPDATE_SCOPES }, "required", "password"],
    [keys, "required", "scopes"],
    [{ ...keys, scopes: ["read_links"] }, "invalid", "scopes"],
    [{ ...keys, scopes: "" }, "blank", "scopes"],
    [{ ...keys, scopes: "read_links,rule_world" }, "invalid_choice", "scopes"],
    [{ ...keys, scopes: UPDATE_SCOPES, link_id: "mine" }, "invalid", "link_id"],
    [{ ...keys, scopes: UPDATE_SCOPES, link_id: null }, "null", "link_id"],
    [
      { ...keys, scopes: UPDATE_SCOPES, fetch_resources: "ACCOUNTS" },
      "not_a_list",
      "fetch_resources",
    ],
    [{ ...keys, scopes: UPDATE_SCOPES, stale_in: "soon" }, "invalid", "stale_in"],
    [
      { ...keys, scopes: UPDATE_SCOPES, credentials_storage: "no" },
      "invalid_credentials_storage",
      "credentials_storage",
    ],
  ])("refuses %j as %s", async (body, code, field) => {
    const answer = await mint(openSandbox(), body);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, field });
  });

  it("answers 404 to a link_id that does not exist", async () => {
    const body = {
      ...keys,
      scopes: UPDATE_SCOPES,
      link_id: "00000000-0000-4000-8000-000000000000",
    };
    const answer = await mint(openSandbox(), body);
    expect([answer.status, ...codesOf(answer)]).toEqual([404, "not_found"]);
  });

  it("answers 403 to a widget's token", async () => {
    const sandbox = openSandbox();
    const answer = await mint(sandbox, { ...keys, scopes: UPDATE_SCOPES }, await sandbox.widget());
    expect([answer.status, ...codesOf(answer)]).toEqual([403, "access_to_resource_denied"]);
  });

  it("takes what Belvo's Python client asks for unless it is told otherwise", async () => {
    const scopes = "read_institutions,write_links,read_links,delete_links";
    const answer = await mint(openSandbox(), { ...keys, scopes });
    expect(answer.status).toBe(200);
    const { access } = v.parse(PublishedWidgetToken, answer.body);
    expect(v.parse(Claims, partOf(access, 1)).scopes).toContain("delete_links");
  });
});

describe("the fault tokenBody", () => {
  const short = { ...keys, scopes: UPDATE_SCOPES };
  const whole = { ...short, widget: {}, stale_in: "365d", fetch_resources: ["ACCOUNTS"] };

  it("strict refuses the short body of update mode, with each field that is missing", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ tokenBody: "strict" });
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await mint(sandbox, { ...short, link_id: id });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject([
      { code: "required", field: "widget" },
      { code: "required", field: "stale_in" },
      { code: "required", field: "fetch_resources" },
    ]);
    expect((await mint(sandbox, { ...whole, link_id: id })).status).toBe(200);
  });

  it("any takes both", async () => {
    const sandbox = openSandbox();
    expect((await mint(sandbox, short)).status).toBe(200);
    expect((await mint(sandbox, whole)).status).toBe(200);
  });
});

describe("callback_urls", () => {
  const urls = { success: "https://a.example/1", exit: "https://a.example/2", event: "x://event" };

  it("stand in the token's claims beside the link", async () => {
    const sandbox = openSandbox();
    const { id: link_id } = await sandbox.linkWith("demo-ana", "invalid");
    const body = { ...keys, scopes: UPDATE_SCOPES, link_id, widget: { callback_urls: urls } };
    const { access } = v.parse(PublishedWidgetToken, (await mint(sandbox, body)).body);
    expect(partOf(access, 1)).toMatchObject({ callback_urls: urls, link: { id: link_id } });
  });

  it("are refused where one is missing", async () => {
    const { success, exit } = urls;
    const widget = { callback_urls: { success, exit } };
    const answer = await mint(openSandbox(), { ...keys, scopes: UPDATE_SCOPES, widget });
    expect([answer.status, ...codesOf(answer)]).toEqual([400, "required"]);
  });

  it("are refused with a link by the fault tokenBody, and the short body is taken", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ tokenBody: "no_widget" });
    const { id: link_id } = await sandbox.linkWith("demo-ana", "invalid");
    const short = { ...keys, scopes: UPDATE_SCOPES, link_id };
    const refused = await mint(sandbox, { ...short, widget: { callback_urls: urls } });
    expect([refused.status, errorOf(refused)["field"]]).toEqual([400, "widget"]);
    expect((await mint(sandbox, short)).status).toBe(200);
  });
});
