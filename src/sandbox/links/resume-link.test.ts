import { describe, expect, it } from "vitest";
import * as v from "valibot";
import {
  codesOf,
  demandOf,
  errorOf,
  openSandbox,
} from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedLink } from "../../testing/sandbox-bench/published-shapes.ts";

function resume(sandbox: ReturnType<typeof openSandbox>, body: object) {
  return sandbox.call("PATCH", "/api/links/", { body });
}

describe("PATCH /api/links/", () => {
  async function interrupted(username = "mfa_default") {
    const sandbox = openSandbox();
    const body = { institution: "erebor_mx_retail", username, password: "pass_valid" };
    const { session, link } = demandOf(await sandbox.call("POST", "/api/links/", { body }));
    return { sandbox, session, link };
  }

  it("makes an interrupted link valid with the right code", async () => {
    const { sandbox, session, link } = await interrupted();
    const answer = await resume(sandbox, { session, link, token: "111111" });

    expect(answer.status).toBe(200);
    expect(v.parse(PublishedLink, answer.body)).toMatchObject({ id: link, status: "valid" });
  });

  it("answers a wrong code with a new session, and the old session has expired", async () => {
    const { sandbox, session, link } = await interrupted();
    const again = await resume(sandbox, { session, link, token: "999999" });

    expect(again.status).toBe(428);
    expect(demandOf(again).session).not.toBe(session);
    const late = await resume(sandbox, { session, link, token: "111111" });
    expect([late.status, ...codesOf(late)]).toEqual([400, "session_expired"]);
    const { session: fresh } = demandOf(again);
    expect((await resume(sandbox, { session: fresh, link, token: "111111" })).status).toBe(200);
  });

  it("needs no code after a QR code has been scanned", async () => {
    const { sandbox, session, link } = await interrupted("mfa_qr");
    expect((await resume(sandbox, { session, link })).status).toBe(200);
  });

  it("answers 428 without the code where one has to be typed", async () => {
    const { sandbox, session, link } = await interrupted("mfa_numeric");
    expect((await resume(sandbox, { session, link })).status).toBe(428);
  });

  it("answers session_expired after 9,600 seconds", async () => {
    const { sandbox, session, link } = await interrupted();
    await sandbox.advance(9_600_000);
    expect(codesOf(await resume(sandbox, { session, link, token: "111111" }))).toEqual([
      "session_expired",
    ]);
  });

  it.each([
    [{ session: undefined }, "required", "session"],
    [{ session: "short" }, "invalid", "session"],
    [{ link: undefined }, "required", "link"],
    [{ link: "mine" }, "invalid", "link"],
    [{ token: "1234ab" }, "invalid", "token"],
  ])("refuses %j as %s: %s", async (fields, code, field) => {
    const { sandbox, session, link } = await interrupted();
    const answer = await resume(sandbox, { session, link, token: "111111", ...fields });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, field });
  });

  it("answers session_expired to a session with another link", async () => {
    const { sandbox, session } = await interrupted();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await resume(sandbox, { session, link: id, token: "111111" });
    expect(codesOf(answer)).toEqual(["session_expired"]);
  });
});
