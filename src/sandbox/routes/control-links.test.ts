import { describe, expect, it } from "vitest";
import { openSandbox, START, type OpenSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

function control(sandbox: OpenSandbox, path: string, body?: unknown) {
  return sandbox.call("POST", `/_sandbox/${path}`, { body, authorization: null });
}

describe("POST /_sandbox/links/:id/webhook", () => {
  async function aimed() {
    const sandbox = openSandbox();
    await sandbox.registerWebhook();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    return { sandbox, id };
  }

  it("sends a webhook, whatever faults are set, and leaves the link as it is", async () => {
    const { sandbox, id } = await aimed();
    await sandbox.setFaults({ webhooks: { lost: 1, forged: 1 } });
    const answer = await control(sandbox, `links/${id}/webhook`, { code: "token_required" });
    await sandbox.schedule.pass(0);

    expect(answer.body).toEqual({ sent: 1 });
    expect(sandbox.sent).toMatchObject([
      { authorization: "Bearer hook", body: { webhook_code: "token_required", link_id: id } },
    ]);
    expect((await sandbox.link(id)).status).toBe("valid");
  });

  it("sends the very same webhook several times, after the delay that is asked for", async () => {
    const { sandbox, id } = await aimed();
    const body = { code: "invalid_credentials", times: 3, delayMs: 5_000 };
    await control(sandbox, `links/${id}/webhook`, body);
    await sandbox.schedule.pass(4_999);
    expect(sandbox.sent).toEqual([]);
    await sandbox.schedule.pass(1);
    expect(sandbox.sent).toHaveLength(3);
    expect(new Set(sandbox.sent.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it("sends a forged webhook with a wrong Authorization", async () => {
    const { sandbox, id } = await aimed();
    await control(sandbox, `links/${id}/webhook`, { code: "token_required", forged: true });
    await sandbox.schedule.pass(0);
    expect(sandbox.sent).toMatchObject([{ authorization: "Bearer forged" }]);
  });

  it("says that nothing was sent when no webhook is registered, and refuses an unknown code or link", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    const path = `links/${id}/webhook`;
    expect((await control(sandbox, path, { code: "token_required" })).body).toEqual({ sent: 0 });
    expect((await control(sandbox, path, { code: "made_up" })).status).toBe(400);
    expect((await control(sandbox, "links/x/webhook", { code: "token_required" })).status).toBe(
      404,
    );
  });
});

describe("POST /_sandbox/links/:id/fetched", () => {
  it("sets the link's last_accessed_at to now, and answers 404 for an unknown link", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    await control(sandbox, `links/${id}/fetched`);
    expect((await sandbox.link(id)).last_accessed_at).toBe(new Date(START).toISOString());
    expect((await control(sandbox, "links/x/fetched")).status).toBe(404);
  });
});

describe("POST /_sandbox/links/:id/age", () => {
  it("makes the last fetch and the last refresh older, so that a refresh is taken again", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    const refresh = () => sandbox.call("POST", `/api/links/${id}/refresh/`, { body: {} });
    expect((await refresh()).status).toBe(202);
    expect((await refresh()).status).toBe(409);

    const minutes20 = 20 * 60_000;
    await control(sandbox, `links/${id}/age`, { ms: minutes20 });
    const { last_accessed_at } = await sandbox.link(id);
    expect(last_accessed_at).toBe(new Date(START - minutes20).toISOString());
    expect((await refresh()).status).toBe(202);
  });

  it("refuses to make a link younger, and answers 404 for an unknown one", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-carla", "valid");
    expect((await control(sandbox, `links/${id}/age`, { ms: -1 })).status).toBe(400);
    expect((await control(sandbox, "links/x/age", { ms: 1 })).status).toBe(404);
  });
});

describe("POST /_sandbox/tokens/expire", () => {
  it("expires every widget token that is out, and none that is created later", async () => {
    const sandbox = openSandbox();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    const read = (authorization: string) =>
      sandbox.call("GET", `/api/links/${id}/`, { authorization });
    const tokens = [await sandbox.widget(id), await sandbox.widget(id)];

    expect((await control(sandbox, "tokens/expire")).body).toEqual({ expired: 2 });
    for (const token of tokens) expect((await read(token)).status).toBe(401);
    expect((await read(await sandbox.widget(id))).status).toBe(200);
  });
});
