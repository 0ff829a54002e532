import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { errorOf, openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedLink } from "../../testing/sandbox-bench/published-shapes.ts";

function change(sandbox: ReturnType<typeof openSandbox>, id: string, body: object) {
  return sandbox.call("PATCH", `/api/links/${id}/`, { body });
}

describe("PATCH /api/links/{id}/", () => {
  it("switches a link between single and recurrent", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "valid");

    const single = v.parse(
      PublishedLink,
      (await change(sandbox, id, { access_mode: "single" })).body,
    );
    expect(single).toMatchObject({ access_mode: "single", refresh_rate: null });
    const back = v.parse(
      PublishedLink,
      (await change(sandbox, id, { access_mode: "recurrent" })).body,
    );
    expect(back).toMatchObject({ access_mode: "recurrent", refresh_rate: "7d" });
  });

  it("changes stale_in and fetch_resources", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const body = { stale_in: "30d", fetch_resources: ["ACCOUNTS"] };
    expect(v.parse(PublishedLink, (await change(sandbox, id, body)).body)).toMatchObject(body);
  });

  it("refuses to make a link recurrent whose credentials are not stored", async () => {
    const sandbox = openSandbox();
    const body = {
      institution: "erebor_mx_retail",
      username: "bnk100",
      password: "full",
      access_mode: "single",
      credentials_storage: "nostore",
      fetch_resources: ["ACCOUNTS"],
    };
    const { id } = v.parse(
      PublishedLink,
      (await sandbox.call("POST", "/api/links/", { body })).body,
    );
    const answer = await change(sandbox, id, { access_mode: "recurrent" });
    expect([answer.status, errorOf(answer)["code"]]).toEqual([400, "invalid_access_mode_switch"]);
  });

  it.each([
    [{}, "required", "access_mode"],
    [{ access_mode: "often" }, "invalid_choice", "access_mode"],
    [{ fetch_resources: ["INVOICES"] }, "invalid", "resources"],
  ])("refuses %j as %s", async (body, code, field) => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const answer = await change(sandbox, id, body);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, field });
  });
});
