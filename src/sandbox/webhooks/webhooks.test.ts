import { describe, expect, it } from "vitest";
import { openSandbox, type OpenSandbox } from "../../testing/sandbox-bench/open-sandbox.ts";

async function breakLink(sandbox: OpenSandbox, id: string, as: string) {
  await sandbox.call("POST", `/_sandbox/links/${id}/break`, { body: { as } });
}

async function registered(faults?: object) {
  const sandbox = openSandbox();
  await sandbox.registerWebhook();
  if (faults) await sandbox.setFaults(faults);
  const { id } = await sandbox.linkWith("demo-carla", "valid");
  return { sandbox, id };
}

function codesSent({ sent }: OpenSandbox): string[] {
  return sent.map(({ body }) => body.webhook_code);
}

describe("the sandbox's webhooks", () => {
  it.each([
    ["invalid", "invalid_credentials", "login_error", 400],
    ["token_required", "token_required", "token_required", 428],
  ])("tell that a recurrent link has become %s", async (as, code, error, status) => {
    const { sandbox, id } = await registered();
    await breakLink(sandbox, id, as);
    expect(sandbox.sent).toEqual([]);
    await sandbox.schedule.pass(0);

    expect(sandbox.sent).toHaveLength(1);
    expect(sandbox.sent[0]).toMatchObject({
      authorization: "Bearer hook",
      body: {
        webhook_type: "LINK",
        process_type: "recurrent_update",
        webhook_code: code,
        link_id: id,
        external_id: "demo-carla",
        data: { error_code: error, status },
      },
    });
  });

  it("tell nothing of a single link", async () => {
    const sandbox = openSandbox();
    await sandbox.registerWebhook();
    const links = await sandbox.linksOf("demo-elena");
    const single = links.find((link) => link.access_mode === "single");
    await breakLink(sandbox, single?.id ?? "", "token_required");
    const body = { token: "111111" };
    const repaired = await sandbox.call("PUT", `/api/links/${single?.id ?? ""}/`, { body });
    await sandbox.schedule.pass(60_000);

    expect(repaired.status).toBe(200);
    expect(sandbox.sent).toEqual([]);
  });

  it("tell of fresh data after the repair of a recurrent link", async () => {
    const sandbox = openSandbox();
    await sandbox.registerWebhook();
    const { id } = await sandbox.linkWith("demo-ana", "invalid");
    await sandbox.call("PUT", `/api/links/${id}/`, { body: { password: "pass_valid" } });
    await sandbox.schedule.pass(0);

    const types = sandbox.sent.map(({ body }) => [body.webhook_type, body.process_type]);
    expect(types).toEqual([
      ["ACCOUNTS", "historical_update"],
      ["OWNERS", "historical_update"],
      ["TRANSACTIONS", "historical_update"],
    ]);
    expect(new Set(codesSent(sandbox))).toEqual(new Set(["historical_update"]));
  });

  it("go nowhere once their address is taken away", async () => {
    const { sandbox, id } = await registered();
    await sandbox.call("POST", "/_sandbox/webhooks", { body: { url: null } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(60_000);
    expect(sandbox.sent).toEqual([]);
  });

  it("are retried five times under the same id, after 2, 4, 6, 8 and 10 seconds", async () => {
    const { sandbox, id } = await registered();
    sandbox.targetAnswers.push(500, 500, 500, 500, 500, 500, 500, 500);
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(0);

    const delays: number[] = [];
    for (
      let [next] = sandbox.schedule.waiting();
      next !== undefined;
      [next] = sandbox.schedule.waiting()
    ) {
      delays.push(next);
      await sandbox.schedule.pass(next);
    }
    expect(delays).toEqual([2000, 4000, 6000, 8000, 10_000]);
    expect(sandbox.sent).toHaveLength(6);
    expect(new Set(sandbox.sent.map(({ body }) => body.webhook_id)).size).toBe(1);
  });

  it("are not retried once they have arrived", async () => {
    const { sandbox, id } = await registered();
    sandbox.targetAnswers.push(503, 204);
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(600_000);
    expect(sandbox.sent).toHaveLength(2);
  });

  it("are dropped when the sandbox is reset", async () => {
    const { sandbox, id } = await registered({ webhooks: { delayedMs: 1000 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.call("POST", "/_sandbox/reset");
    await sandbox.schedule.pass(600_000);
    expect(sandbox.sent).toEqual([]);
  });
});

describe("the faults of webhooks", () => {
  it("lose a webhook", async () => {
    const { sandbox, id } = await registered({ webhooks: { lost: 1 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(600_000);
    expect(sandbox.sent).toEqual([]);
  });

  it("send a webhook twice, under the same id", async () => {
    const { sandbox, id } = await registered({ webhooks: { doubled: 1 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(0);
    expect(sandbox.sent).toHaveLength(2);
    expect(sandbox.sent[0]).toEqual(sandbox.sent[1]);
  });

  it("delay a webhook", async () => {
    const { sandbox, id } = await registered({ webhooks: { delayedMs: 5000 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(4999);
    expect(sandbox.sent).toEqual([]);
    await sandbox.schedule.pass(1);
    expect(sandbox.sent).toHaveLength(1);
  });

  it("send webhooks out of order", async () => {
    const { sandbox, id } = await registered({ webhooks: { reordered: 1 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.setFaults({});
    await breakLink(sandbox, id, "token_required");
    await sandbox.schedule.pass(0);
    expect(codesSent(sandbox)).toEqual(["token_required", "invalid_credentials"]);
  });

  it("send a reordered webhook after three seconds when no other follows", async () => {
    const { sandbox, id } = await registered({ webhooks: { reordered: 1 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(3000);
    expect(codesSent(sandbox)).toEqual(["invalid_credentials"]);
  });

  it("send a forged webhook, with a wrong Authorization, beside the real one", async () => {
    const { sandbox, id } = await registered({ webhooks: { forged: 1 } });
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(0);
    expect(
      sandbox.sent.map(({ authorization, body }) => [authorization, body.webhook_code]),
    ).toEqual([
      ["Bearer forged", "token_required"],
      ["Bearer hook", "invalid_credentials"],
    ]);
  });

  it("send a forged webhook once, however it is answered", async () => {
    const { sandbox, id } = await registered({ webhooks: { forged: 1 } });
    sandbox.targetAnswers.push(401);
    await breakLink(sandbox, id, "invalid");
    await sandbox.schedule.pass(600_000);
    expect(sandbox.sent).toHaveLength(2);
  });
});
