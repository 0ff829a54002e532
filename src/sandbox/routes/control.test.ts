import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { openSandbox, START } from "../../testing/sandbox-bench/open-sandbox.ts";
import { PublishedLink } from "../../testing/sandbox-bench/published-shapes.ts";

function control(sandbox: ReturnType<typeof openSandbox>, path: string, body?: unknown) {
  return sandbox.call("POST", `/_sandbox/${path}`, { body, authorization: null });
}

describe("POST /_sandbox/links/:id/break", () => {
  it.each(["invalid", "token_required"] as const)("makes a link %s", async (as) => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    const answer = await control(sandbox, `links/${id}/break`, { as });

    expect(answer.status).toBe(200);
    expect(v.parse(PublishedLink, answer.body)).toMatchObject({ id, status: as });
    expect((await sandbox.link(id)).status).toBe(as);
  });

  it("answers 409 to what no bank could do: an unconfirmed link cannot become token_required", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-diego", "unconfirmed");
    const answer = await control(sandbox, `links/${id}/break`, { as: "token_required" });

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      message: "A link that is unconfirmed cannot become token_required.",
    });
  });

  it("refuses any other status, and a link that does not exist", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    expect((await control(sandbox, `links/${id}/break`, { as: "valid" })).status).toBe(400);
    expect((await control(sandbox, "links/x/break", { as: "invalid" })).status).toBe(404);
  });

  it("ends the link's session with the bank", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-bruno", "token_required");
    const asked = await sandbox.call("PUT", `/api/links/${id}/`, { body: { token: "999999" } });
    const session = /"session":"(\w+)"/.exec(asked.text)?.[1];
    await control(sandbox, `links/${id}/break`, { as: "invalid" });

    const body = { session, link: id, token: "111111" };
    expect((await sandbox.call("PATCH", "/api/links/", { body })).status).toBe(400);
  });
});

describe("POST /_sandbox/clock", () => {
  it("moves the sandbox's clock forward, and never back", async () => {
    const sandbox = openSandbox();
    const moved = await control(sandbox, "clock", { advanceMs: 60_000 });
    expect(moved.body).toEqual({ now: new Date(START + 60_000).toISOString() });
    expect((await control(sandbox, "clock", { advanceMs: -1 })).status).toBe(400);
  });
});

describe("POST /_sandbox/webhooks", () => {
  it("registers an address and a secret, and does not show the secret", async () => {
    const sandbox = openSandbox();
    const body = { url: "http://127.0.0.1:3000/webhooks/belvo", authorization: "Bearer hook" };
    const answer = await control(sandbox, "webhooks", body);
    expect(answer.body).toEqual({ url: body.url, authorized: true });
  });

  it.each([{}, { url: "here" }, { url: "ftp://example.com" }, { url: "http://a.test", secret: 1 }])(
    "refuses %j",
    async (body) => {
      expect((await control(openSandbox(), "webhooks", body)).status).toBe(400);
    },
  );
});

describe("POST /_sandbox/reset", () => {
  it("restores the links and the faults of the start", async () => {
    const sandbox = openSandbox();
    const before = await sandbox.linksOf("demo-ana");
    await sandbox.registerWebhook();
    await sandbox.setFaults({ errorRate: 0.1 });
    await sandbox.advance(5000);
    for (const { id } of before) await control(sandbox, `links/${id}/break`, { as: "invalid" });

    const answer = await control(sandbox, "reset");
    expect(answer.status).toBe(200);
    expect(await sandbox.linksOf("demo-ana")).toEqual(before);
    expect((await sandbox.call("GET", "/_sandbox/faults")).body).toMatchObject({ errorRate: 0 });
  });

  it("creates other links when it is given another seed", async () => {
    const sandbox = openSandbox();
    const [before] = await sandbox.linksOf("demo-ana");
    expect((await control(sandbox, "reset", { seed: 42 })).body).toEqual({ seed: "42" });
    const [after] = await sandbox.linksOf("demo-ana");
    expect(after?.id).not.toBe(before?.id);
    expect(await openSandbox({ seed: "42" }).linksOf("demo-ana")).toContainEqual(after);
  });
});

describe("routes under /_sandbox/", () => {
  it("say what is wrong with a body that is not JSON", async () => {
    const answer = await control(openSandbox(), "clock", "{");
    expect([answer.status, answer.body]).toEqual([
      400,
      { message: "The body is not JSON.", issues: [] },
    ]);
  });

  it("answer 404 at any other path", async () => {
    expect((await control(openSandbox(), "nothing")).status).toBe(404);
  });
});
