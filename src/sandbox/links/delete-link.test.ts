import { describe, expect, it } from "vitest";
import { codesOf, openSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

describe("DELETE /api/links/{id}/", () => {
  it("deletes the link at once, and answers 404 the next time", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");

    const answer = await sandbox.call("DELETE", `/api/links/${id}/`);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const gone = await sandbox.call("DELETE", `/api/links/${id}/`);
    expect([gone.status, ...codesOf(gone)]).toEqual([404, "not_found"]);
  });

  it("is allowed five times a minute, and then answers 429", async () => {
    const sandbox = openSandbox();
    const links = await sandbox.linksOf("demo-hugo");
    const statuses: number[] = [];
    for (const { id } of links.slice(0, 6)) {
      statuses.push((await sandbox.call("DELETE", `/api/links/${id}/`)).status);
    }
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);

    const sixth = await sandbox.call("DELETE", `/api/links/${links[5]?.id ?? ""}/`);
    expect(codesOf(sixth)).toEqual(["throttled"]);
    expect(sixth.headers.get("retry-after")).toBe("60");

    await sandbox.advance(60_000);
    expect((await sandbox.call("DELETE", `/api/links/${links[5]?.id ?? ""}/`)).status).toBe(204);
  });

  it("deletes in the background when it is asked to, and sends the webhook link_deleted", async () => {
    const sandbox = openSandbox();
    await sandbox.registerWebhook();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const headers = { "X-Belvo-Request-Mode": "async" };
    const answer = await sandbox.call("DELETE", `/api/links/${id}/`, { headers });

    expect(answer.status).toBe(202);
    expect(answer.body).toHaveProperty("request_id");
    await sandbox.schedule.pass(0);
    expect(sandbox.sent.map(({ body }) => [body.webhook_code, body.link_id])).toEqual([
      ["link_deleted", id],
    ]);
  });
});
