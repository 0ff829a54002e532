import { expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox.ts";
import { createVirtualClock } from "../testing/server-bench/virtual-clock.ts";
import { Secret } from "../server/settings/secret.ts";
import { registerWebhook } from "./register-webhook.ts";

const SANDBOX = "http://127.0.0.1:4010";

function startSandbox(): Sandbox {
  return createSandbox({
    secretId: "sandbox-id",
    secretPassword: "sandbox-password",
    now: Date.now,
    schedule: () => undefined,
    fetch,
    widget: { loader: "", main: "" },
  });
}

it("the demo registers its webhook with a sandbox that starts late or again, and leaves one alone that was changed since", async () => {
  const clock = createVirtualClock();
  let sandbox: Sandbox | null = null;
  void registerWebhook({
    sandboxUrl: SANDBOX,
    ownUrl: "http://127.0.0.1:3000",
    authorization: new Secret("Bearer secret"),
    fetch: async (input, init) => {
      if (!sandbox) throw new TypeError("fetch failed");
      return sandbox.fetch(new Request(input, init));
    },
    sleep: clock.sleep,
  });
  const target = async (init?: RequestInit): Promise<unknown> => {
    const answer = await sandbox?.fetch(new Request(`${SANDBOX}/_sandbox/webhooks`, init));
    return answer?.json();
  };
  const pass = async () => {
    clock.advance(2_000);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  };
  const ours = { aimed: true, url: "http://127.0.0.1:3000/webhooks/belvo" };

  await pass();
  sandbox = startSandbox();
  await pass();
  expect(await target()).toEqual(ours);

  sandbox = startSandbox();
  await pass();
  expect(await target()).toEqual(ours);

  const headers = { "Content-Type": "application/json" };
  await target({ method: "POST", headers, body: '{"url":null}' });
  await pass();
  expect(await target()).toEqual({ aimed: true, url: null });
});
