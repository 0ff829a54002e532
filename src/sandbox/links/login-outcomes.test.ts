import { describe, expect, it } from "vitest";
import {
  codesOf,
  demandOf,
  errorOf,
  openSandbox,
  type Answer,
  type OpenSandbox,
} from "../../testing/sandbox-bench/open-sandbox.ts";

const PERSON = { institution: "erebor_mx_retail", username: "bnk100", password: "pass_valid" };

function put(sandbox: OpenSandbox, id: string, password: string) {
  return sandbox.call("PUT", `/api/links/${id}/`, { body: { password } });
}

/** What carries a login on that its bank has interrupted. */
async function interrupted(sandbox: OpenSandbox) {
  const { id } = await sandbox.linkWith("demo-bruno", "token_required");
  const { session, link } = demandOf(await put(sandbox, id, "pass_valid"));
  return { session, link, token: "111111" };
}

type Login = () => Promise<Answer>;

/** Every call that logs in at a bank, made ready while the bank still works. */
const logins: [call: string, prepare: (sandbox: OpenSandbox) => Promise<Login>][] = [
  [
    "POST /api/links/",
    (sandbox) => Promise.resolve(() => sandbox.call("POST", "/api/links/", { body: PERSON })),
  ],
  [
    "PUT /api/links/{id}/",
    async (sandbox) => {
      const { id } = await sandbox.linkWith("demo-ana", "invalid");
      return () => put(sandbox, id, "pass_valid");
    },
  ],
  [
    "PATCH /api/links/",
    async (sandbox) => {
      const body = await interrupted(sandbox);
      return () => sandbox.call("PATCH", "/api/links/", { body });
    },
  ],
  [
    "POST /api/links/{id}/refresh/",
    async (sandbox) => {
      const { id } = await sandbox.linkWith("demo-ana", "valid");
      return () => sandbox.call("POST", `/api/links/${id}/refresh/`);
    },
  ],
  [
    "POST /api/accounts/",
    async (sandbox) => {
      const { id: link } = await sandbox.linkWith("demo-ana", "valid");
      return () => sandbox.call("POST", "/api/accounts/", { body: { link } });
    },
  ],
  [
    "PATCH /api/accounts/",
    async (sandbox) => {
      const body = await interrupted(sandbox);
      return () => sandbox.call("PATCH", "/api/accounts/", { body });
    },
  ],
];

async function allLinks(sandbox: OpenSandbox) {
  return (await sandbox.call("GET", "/api/links/?page_size=1000")).body;
}

describe("the fault loginError", () => {
  it.each(logins)("makes %s fail, and changes no link", async (_call, prepare) => {
    const sandbox = openSandbox();
    const login = await prepare(sandbox);
    const before = await allLinks(sandbox);
    await sandbox.setFaults({ loginError: "institution_down" });

    const answer = await login();
    expect([answer.status, ...codesOf(answer)]).toEqual([400, "institution_down"]);
    expect(await allLinks(sandbox)).toEqual(before);
  });

  it.each([
    ["institution_down", 400, "The financial institution is down, try again later"],
    ["institution_unavailable", 400, "The financial institution is unavailable"],
    ["institution_inactive", 400, "The institution has been temporarily deactivated"],
    [
      "too_many_sessions",
      400,
      "Impossible to login, a session is already opened with the institution for these credentials",
    ],
    [
      "unexpected_error",
      500,
      "Belvo is unable to process the request due to an internal system issue or to an unsupported response from an institution",
    ],
  ])("answers %s with status %i and Belvo's message", async (code, status, message) => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    await sandbox.setFaults({ loginError: code });

    const answer = await put(sandbox, id, "pass_valid");
    expect(answer.status).toBe(status);
    expect(errorOf(answer)).toEqual({ code, message });
  });

  it("keeps refused passwords from being counted", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "valid");
    for (let n = 0; n < 5; n += 1) await put(sandbox, id, "pass_invalid");
    await sandbox.setFaults({ loginError: "institution_down" });
    for (let n = 0; n < 2; n += 1) await put(sandbox, id, "pass_invalid");
    expect((await sandbox.link(id)).status).toBe("valid");

    await sandbox.setFaults({});
    await put(sandbox, id, "pass_invalid");
    expect((await sandbox.link(id)).status).toBe("invalid");
  });

  it("lets the widget try again with the same token once it is cleared", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const authorization = await sandbox.widget(id);
    const send = () =>
      sandbox.call("PUT", `/api/links/${id}/`, { body: { password: "new" }, authorization });

    await sandbox.setFaults({ loginError: "too_many_sessions" });
    expect((await send()).status).toBe(400);
    await sandbox.setFaults({});
    expect((await send()).status).toBe(200);
  });

  it("comes after errors that need no bank: a missing field, a lost session, an invalid link", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    await sandbox.setFaults({ loginError: "institution_down" });

    const body = { link: id, session: "0".repeat(32), token: "111111" };
    expect(codesOf(await sandbox.call("PUT", `/api/links/${id}/`, { body: {} }))).toEqual([
      "required",
    ]);
    expect(codesOf(await sandbox.call("PATCH", "/api/links/", { body }))).toEqual([
      "session_expired",
    ]);
    expect(codesOf(await sandbox.call("POST", "/api/accounts/", { body: { link: id } }))).toEqual([
      "invalid_link",
    ]);
  });
});
