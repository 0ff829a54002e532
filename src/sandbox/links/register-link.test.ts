import { describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  codesOf,
  demandOf,
  errorOf,
  openSandbox,
  START,
} from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedLink } from "../../testing/sandbox-bench/published-shapes.ts";

const good = {
  institution: "erebor_mx_retail",
  username: "bnk100",
  password: "full",
  external_id: "user-42",
};

function register(sandbox: ReturnType<typeof openSandbox>, fields: object) {
  return sandbox.call("POST", "/api/links/", { body: { ...good, ...fields } });
}

describe("POST /api/links/", () => {
  it("creates a valid link at once when the bank wants no code", async () => {
    const answer = await register(openSandbox(), {});

    expect(answer.status).toBe(201);
    expect(v.parse(PublishedLink, answer.body)).toMatchObject({
      institution: "erebor_mx_retail",
      status: "valid",
      access_mode: "recurrent",
      external_id: "user-42",
      refresh_rate: "7d",
      credentials_storage: "store",
      last_accessed_at: new Date(START).toISOString(),
    });
  });

  it("creates a valid link at once at Heimdall too", async () => {
    const answer = await register(openSandbox(), { institution: "heimdall_co_retail" });
    expect(v.parse(PublishedLink, answer.body).status).toBe("valid");
  });

  it("stores a single link's credentials for a year", async () => {
    const answer = await register(openSandbox(), { access_mode: "single" });
    expect(v.parse(PublishedLink, answer.body)).toMatchObject({
      refresh_rate: null,
      credentials_storage: "365d",
    });
  });

  it.each([
    ["user_valid", "pass_valid"],
    ["bnk101", "nodata"],
    ["bnk103", "negative"],
    ["anybody", "anything"],
  ])("accepts the username %s with the password %s", async (username, password) => {
    expect((await register(openSandbox(), { username, password })).status).toBe(201);
  });

  it.each([
    ["user_invalid", "pass_valid"],
    ["user_valid", "pass_invalid"],
  ])("answers login_error to the username %s with the password %s", async (username, password) => {
    const answer = await register(openSandbox(), { username, password });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toEqual({
      code: "login_error",
      message: "Invalid credentials provided to login to the institution",
    });
  });

  it.each(["planet_mx_employment", "imss_mx_employment"])(
    "takes a CURP and no password at %s",
    async (institution) => {
      const sandbox = openSandbox();
      const curp = { institution, username: "BLPM951331IONVGR54", password: undefined };
      expect((await register(sandbox, { ...curp, username2: "ines@example.com" })).status).toBe(
        201,
      );
      const other = { ...curp, external_id: "user-43" };
      expect((await register(sandbox, other)).status).toBe(201);
      const unknown = await register(sandbox, { ...curp, username2: "nobody@example.com" });
      expect(codesOf(unknown)).toEqual(["login_error"]);
      const short = await register(sandbox, { ...curp, username: "BLPM951331" });
      expect(errorOf(short)).toMatchObject({ code: "invalid", field: "username" });
    },
  );

  it("answers duplicated when the same person connects the same bank again", async () => {
    const sandbox = openSandbox();
    const first = v.parse(PublishedLink, (await register(sandbox, {})).body);
    const second = await register(sandbox, {});

    expect(second.status).toBe(400);
    expect(errorOf(second)).toEqual({
      code: "duplicated",
      message: "Link already exists",
      institution_user_id: first.institution_user_id,
    });
    expect((await register(sandbox, { external_id: "user-43" })).status).toBe(201);
    expect((await register(sandbox, { institution: "erebor_co_retail" })).status).toBe(201);
  });

  it("names every missing field in one answer", async () => {
    const sandbox = openSandbox();
    const empty = await sandbox.call("POST", "/api/links/");
    expect(empty.status).toBe(400);
    expect(empty.body).toMatchObject([
      { code: "required", message: "This field is required.", field: "institution" },
      { code: "required", field: "username" },
      { code: "required", field: "password" },
    ]);
  });

  it.each([
    [{ username: "1234567890abcdefg" }, "validation_error", "username"],
    [{ password: "1234567890abcdefg" }, "validation_error", "password"],
    [{ username: null }, "null", "username"],
    [{ username: "" }, "blank", "username"],
    [{ username: 7 }, "invalid", "username"],
    [{ institution: "narnia" }, "does_not_exist", "institution"],
    [{ access_mode: "often" }, "invalid_choice", "access_mode"],
    [{ external_id: "me" }, "validation_error", "external_id"],
    [{ external_id: "user 42" }, "invalid", "external_id"],
    [{ stale_in: "forever" }, "invalid", "stale_in"],
    [{ token: "12345" }, "invalid", "token"],
    [{ fetch_resources: "ACCOUNTS" }, "not_a_list", "fetch_resources"],
    [{ fetch_resources: ["TAX_STATUS"] }, "invalid", "resources"],
    [{ credentials_storage: "30d" }, "invalid_credentials_storage", undefined],
    [
      { access_mode: "single", credentials_storage: "often" },
      "invalid_credentials_storage",
      "credentials_storage",
    ],
    [
      { access_mode: "single", credentials_storage: "nostore" },
      "invalid_fetch_resources",
      undefined,
    ],
  ])("refuses %j as %s", async (fields, code, field) => {
    const answer = await register(openSandbox(), fields);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, ...(field !== undefined && { field }) });
  });

  it("drops an external id that looks like an e-mail address", async () => {
    const answer = await register(openSandbox(), { external_id: "ana@example.com" });
    expect(v.parse(PublishedLink, answer.body).external_id).toBeNull();
  });

  it("ignores unknown fields", async () => {
    expect((await register(openSandbox(), { encryption_key: "x", save_data: true })).status).toBe(
      201,
    );
  });
});

describe("POST /api/links/, when the bank asks for a code", () => {
  it.each([
    ["mfa_default", undefined],
    ["mfa_qr", { type: "qr", expects_user_input: false }],
    ["mfa_numeric", { type: "numeric", expects_user_input: true }],
  ])("answers 428 to %s, and leaves an unconfirmed link", async (username, challenge) => {
    const sandbox = openSandbox();
    const answer = await register(sandbox, { username, password: "pass_valid" });

    expect(answer.status).toBe(428);
    const demand = demandOf(answer);
    expect(demand.expiry).toBe(9600);
    if (challenge) expect(demand.token_generation_data).toMatchObject(challenge);
    else expect(demand.token_generation_data).toBeUndefined();
    expect((await sandbox.link(demand.link)).status).toBe("unconfirmed");
  });

  it("accepts the right code along with the password, and answers 428 to a wrong one", async () => {
    const sandbox = openSandbox();
    const person = { username: "mfa_default", password: "pass_valid" };

    expect((await register(sandbox, { ...person, token: "999999" })).status).toBe(428);
    expect((await register(sandbox, { ...person, token: "111111" })).status).toBe(201);
  });

  it("goes on with the same link in a new session when the person tries again", async () => {
    const sandbox = openSandbox();
    const person = { username: "mfa_default", password: "pass_valid" };
    const first = demandOf(await register(sandbox, person));
    const second = demandOf(await register(sandbox, person));

    expect(second.link).toBe(first.link);
    expect(second.session).not.toBe(first.session);
  });
});

describe("POST /api/links/, after six refused passwords", () => {
  it("has made the link invalid, and answers invalid_link from then on", async () => {
    const sandbox = openSandbox();
    const link = v.parse(PublishedLink, (await register(sandbox, {})).body);

    for (let attempt = 1; attempt <= 6; attempt += 1) {
      expect((await sandbox.link(link.id)).status).toBe("valid");
      const answer = await register(sandbox, { password: "pass_invalid" });
      expect(codesOf(answer)).toEqual(["login_error"]);
    }

    expect((await sandbox.link(link.id)).status).toBe("invalid");
    expect(codesOf(await register(sandbox, {}))).toEqual(["invalid_link"]);
    const fetched = await sandbox.call("POST", "/api/accounts/", { body: { link: link.id } });
    expect(codesOf(fetched)).toEqual(["invalid_link"]);
  });
});
