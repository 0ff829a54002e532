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

type Sandbox = ReturnType<typeof openSandbox>;

function put(sandbox: Sandbox, id: string, body: object) {
  return sandbox.call("PUT", `/api/links/${id}/`, { body });
}

function resume(sandbox: Sandbox, body: object) {
  return sandbox.call("PATCH", "/api/links/", { body });
}

describe("PUT /api/links/{id}/ for an invalid link", () => {
  it("makes the link valid with a good password, and keeps its id", async () => {
    const sandbox = openSandbox();
    const broken = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await put(sandbox, broken.id, { password: "pass_valid" });

    expect(answer.status).toBe(200);
    expect(v.parse(PublishedLink, answer.body)).toEqual({
      ...broken,
      status: "valid",
      last_accessed_at: new Date(START).toISOString(),
    });
  });

  it("leaves the link as it was for as long as the fault validLateMs says", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ validLateMs: 3_000 });
    const broken = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await put(sandbox, broken.id, { password: "pass_valid" });
    expect(answer).toMatchObject({ status: 200, body: { status: "invalid" } });
    await sandbox.schedule.pass(2_999);
    expect((await sandbox.link(broken.id)).status).toBe("invalid");
    await sandbox.schedule.pass(1);
    expect((await sandbox.link(broken.id)).status).toBe("valid");
  });

  it("refuses a bad password and leaves the link as it was", async () => {
    const sandbox = openSandbox();
    const broken = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await put(sandbox, broken.id, { password: "pass_invalid" });

    expect([answer.status, ...codesOf(answer)]).toEqual([400, "login_error"]);
    expect(await sandbox.link(broken.id)).toEqual(broken);
  });

  it.each([
    [{}, "required", "password"],
    [{ token: "111111" }, "required", "password"],
    [{ password: "1234567890abcdefg" }, "validation_error", "password"],
    [{ password: "" }, "blank", "password"],
    [{ password: "good", token: "abc" }, "invalid", "token"],
  ])("refuses %j as %s", async (body, code, field) => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await put(sandbox, id, body);

    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, field });
  });

  it("asks for a code after a good password when the person's bank wants one", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-elena", "unconfirmed");
    await sandbox.call("POST", `/_sandbox/links/${id}/break`, { body: { as: "invalid" } });

    const asked = await put(sandbox, id, { password: "numeric_code" });
    expect(asked.status).toBe(428);
    expect((await sandbox.link(id)).status).toBe("invalid");

    const { session, link } = demandOf(asked);
    const answer = await resume(sandbox, { session, link, token: "111111" });
    expect(v.parse(PublishedLink, answer.body).status).toBe("valid");
  });

  it("makes a link invalid at the sixth refused password, and counts anew after a good one", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-bruno", "valid");
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await put(sandbox, id, { password: "pass_invalid" });
    }
    expect((await sandbox.link(id)).status).toBe("invalid");

    await put(sandbox, id, { password: "pass_valid" });
    await put(sandbox, id, { password: "pass_invalid" });
    expect((await sandbox.link(id)).status).toBe("valid");
  });
});

describe("PUT /api/links/{id}/ for an employment link, which has no password", () => {
  const known = { username: "BLPM951331IONVGR54", username2: "ines@example.com" };

  async function brokenAtImss(sandbox: Sandbox) {
    const links = await sandbox.linksOf("demo-ines");
    const found = links.find(({ institution }) => institution === "imss_mx_employment");
    return found ?? expect.unreachable();
  }

  it.each([known, { username: known.username }])(
    "makes the link valid with %j, and keeps who it is of",
    async (body) => {
      const sandbox = openSandbox();
      const broken = await brokenAtImss(sandbox);
      const answer = await put(sandbox, broken.id, body);
      expect(answer.status).toBe(200);
      expect(v.parse(PublishedLink, answer.body)).toMatchObject({
        institution_user_id: broken.institution_user_id,
        status: "valid",
      });
    },
  );

  it("refuses the person whom nobody knows", async () => {
    const sandbox = openSandbox();
    const { id } = await brokenAtImss(sandbox);
    const answer = await put(sandbox, id, { ...known, username2: "nobody@example.com" });
    expect([answer.status, ...codesOf(answer)]).toEqual([400, "login_error"]);
    expect((await sandbox.link(id)).status).toBe("invalid");
  });

  it.each([
    [{}, "required", "username"],
    [{ username2: known.username2 }, "required", "username"],
    [{ username: "BLPM951331" }, "invalid", "username"],
    [{ ...known, username2: "ines" }, "invalid", "username2"],
  ])("refuses %j as %s", async (body, code, field) => {
    const sandbox = openSandbox();
    const { id } = await brokenAtImss(sandbox);
    const answer = await put(sandbox, id, body);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, field });
  });

  it("takes a password as well, the only login that Belvo documents for an update", async () => {
    const sandbox = openSandbox();
    const { id } = await brokenAtImss(sandbox);
    expect((await put(sandbox, id, { password: "pass_invalid" })).status).toBe(400);
    expect((await put(sandbox, id, { password: "pass_valid" })).status).toBe(200);
  });

  it("is not for banks, where nobody's name can be changed", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    expect(errorOf(await put(sandbox, id, known))).toMatchObject({ field: "password" });
  });
});

describe("PUT /api/links/{id}/ for a link whose bank wants a code", () => {
  it.each([{ token: "111111" }, { password: "pass_valid", token: "111111" }])(
    "makes the link valid with %j",
    async (body) => {
      const sandbox = openSandbox();
      const { id } = await sandbox.linkWith("demo-bruno", "token_required");
      const answer = await put(sandbox, id, body);

      expect(answer.status).toBe(200);
      expect((await sandbox.link(id)).status).toBe("valid");
    },
  );

  it.each([{ token: "999999" }, { password: "pass_valid" }])(
    "asks for the code again after %j",
    async (body) => {
      const sandbox = openSandbox();
      const { id } = await sandbox.linkWith("demo-bruno", "token_required");
      const answer = await put(sandbox, id, body);

      expect(answer.status).toBe(428);
      expect(demandOf(answer).link).toBe(id);
      expect((await sandbox.link(id)).status).toBe("token_required");
    },
  );

  it("answers to an empty body that the token is required", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-bruno", "token_required");
    expect(errorOf(await put(sandbox, id, {}))).toEqual({
      code: "required",
      message: "This field is required.",
      field: "token",
    });
  });
});

describe("PUT /api/links/{id}/ for an unconfirmed link", () => {
  it.each([{ token: "111111" }, { password: "pass_valid", token: "111111" }])(
    "makes the link valid with %j",
    async (body) => {
      const sandbox = openSandbox();
      const { id } = await sandbox.linkWith("demo-diego", "unconfirmed");
      expect((await put(sandbox, id, body)).status).toBe(200);
      expect((await sandbox.link(id)).status).toBe("valid");
    },
  );

  it("asks for the code after the password, and then makes the link valid", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-diego", "unconfirmed");
    const { session } = demandOf(await put(sandbox, id, { password: "pass_valid" }));

    expect((await sandbox.link(id)).status).toBe("unconfirmed");
    expect((await resume(sandbox, { session, link: id, token: "111111" })).status).toBe(200);
    expect((await sandbox.link(id)).status).toBe("valid");
  });
});
