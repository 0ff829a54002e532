import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { Uuid } from "../http/formats.ts";
import {
  codesOf,
  demandOf,
  errorOf,
  openSandbox,
  START,
} from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedAccount, PublishedLink } from "../../testing/sandbox-bench/published-shapes.ts";

type Sandbox = ReturnType<typeof openSandbox>;

function fetchAccounts(sandbox: Sandbox, link: string, fields: object = {}) {
  return sandbox.call("POST", "/api/accounts/", { body: { link, ...fields } });
}

function refresh(sandbox: Sandbox, id: string, body?: object) {
  return sandbox.call("POST", `/api/links/${id}/refresh/`, { body });
}

async function plainLink(sandbox: Sandbox) {
  const links = await sandbox.linksOf("demo-ana");
  return v.parse(
    PublishedLink,
    links.find((link) => link.institution === "gringotts_mx_retail"),
  );
}

describe("POST /api/accounts/", () => {
  it("answers the accounts of a valid link, and sets its last_accessed_at", async () => {
    const sandbox = openSandbox();
    const { id } = await plainLink(sandbox);
    const answer = await fetchAccounts(sandbox, id);

    expect(answer.status).toBe(201);
    const accounts = v.parse(v.array(PublishedAccount), answer.body);
    expect(accounts.map(({ category }) => category)).toEqual(["CHECKING_ACCOUNT", "CREDIT_CARD"]);
    expect((await sandbox.link(id)).last_accessed_at).toBe(new Date(START).toISOString());
  });

  it("answers 200 rather than 201 when nothing is to be saved", async () => {
    const sandbox = openSandbox();
    const { id } = await plainLink(sandbox);
    expect((await fetchAccounts(sandbox, id, { save_data: false })).status).toBe(200);
  });

  it.each([
    ["demo-ana", "invalid", 400, "invalid_link"],
    ["demo-diego", "unconfirmed", 400, "unconfirmed_link"],
    ["demo-bruno", "token_required", 428, "token_required"],
  ] as const)(
    "refuses to fetch from the link of %s that is %s: %i %s",
    async (user, status, http, code) => {
      const sandbox = openSandbox();
      const { id } = await sandbox.linkWith(user, status);
      const answer = await fetchAccounts(sandbox, id);

      expect([answer.status, ...codesOf(answer)]).toEqual([http, code]);
      expect((await sandbox.link(id)).status).toBe(status);
    },
  );

  it.each([
    [{ link: undefined }, "required"],
    [{ link: "x" }, "invalid"],
    [{ link: "00000000-0000-4000-8000-000000000000" }, "does_not_exist"],
    [{ save_data: "yes" }, "invalid"],
    [{ token: "1" }, "invalid"],
  ])("refuses %j as %s", async (fields, code) => {
    const sandbox = openSandbox();
    const { id } = await plainLink(sandbox);
    const answer = await fetchAccounts(sandbox, id, fields);
    expect([answer.status, ...codesOf(answer)]).toEqual([400, code]);
  });

  it("answers unsupported_operation for a tax office", async () => {
    const sandbox = openSandbox();
    const links = await sandbox.linksOf("demo-elena");
    const fiscal = v.parse(
      PublishedLink,
      links.find((link) => link.institution.endsWith("_fiscal")),
    );
    expect(codesOf(await fetchAccounts(sandbox, fiscal.id))).toEqual(["unsupported_operation"]);
  });
});

describe("a Heimdall bank of the sandbox", () => {
  async function registered(institution: string) {
    const sandbox = openSandbox();
    const body = { institution, username: "bnk100", password: "full" };
    const answer = await sandbox.call("POST", "/api/links/", { body });
    return { sandbox, link: v.parse(PublishedLink, answer.body) };
  }

  it.each(["heimdall_mx_retail", "heimdall_co_retail", "heimdall_br_retail"])(
    "asks for a code when a link at %s is refreshed",
    async (institution) => {
      const { sandbox, link } = await registered(institution);
      expect(link.status).toBe("valid");

      expect((await refresh(sandbox, link.id)).status).toBe(428);
      expect((await sandbox.link(link.id)).status).toBe("token_required");
    },
  );

  it("answers a fetch that brings the right code, and makes the link valid again", async () => {
    const { sandbox, link } = await registered("heimdall_mx_retail");
    await fetchAccounts(sandbox, link.id);

    expect((await fetchAccounts(sandbox, link.id, { token: "999999" })).status).toBe(428);
    expect((await fetchAccounts(sandbox, link.id, { token: "111111" })).status).toBe(201);
    expect((await sandbox.link(link.id)).status).toBe("valid");
  });

  it("answers the accounts when the code follows by PATCH, and makes the link valid again", async () => {
    const { sandbox, link } = await registered("heimdall_mx_retail");
    const { session } = demandOf(await fetchAccounts(sandbox, link.id));
    const body = { session, link: link.id, token: "111111" };
    const answer = await sandbox.call("PATCH", "/api/accounts/", { body });

    expect(answer.status).toBe(201);
    expect(v.parse(v.array(PublishedAccount), answer.body)).toHaveLength(2);
    expect((await sandbox.link(link.id)).status).toBe("valid");
  });
});

describe("POST /api/links/{id}/refresh/", () => {
  it("is accepted once in ten minutes, and answers link_refreshed in between", async () => {
    const sandbox = openSandbox();
    const { id } = await plainLink(sandbox);

    const first = await refresh(sandbox, id);
    expect(first.status).toBe(202);
    expect(v.safeParse(v.strictObject({ request_id: Uuid }), first.body).success).toBe(true);

    await sandbox.advance(3 * 60 * 1000);
    const second = await refresh(sandbox, id);
    expect(second.status).toBe(409);
    expect(errorOf(second)).toEqual({
      code: "link_refreshed",
      message: "The link has already been refreshed. Please wait 7 minutes before trying again.",
    });

    await sandbox.advance(7 * 60 * 1000);
    expect((await refresh(sandbox, id)).status).toBe(202);
  });

  it("answers invalid_link, not link_refreshed, for a link that broke since the last refresh", async () => {
    const sandbox = openSandbox();
    const { id } = await plainLink(sandbox);
    await refresh(sandbox, id);
    await sandbox.call("POST", `/_sandbox/links/${id}/break`, { body: { as: "invalid" } });

    expect(codesOf(await refresh(sandbox, id))).toEqual(["invalid_link"]);
  });
});
