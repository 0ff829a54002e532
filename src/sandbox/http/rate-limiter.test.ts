import { describe, expect, it } from "vitest";
import {
  openSandbox,
  type CallOptions,
  type OpenSandbox,
} from "../../testing/sandbox-bench/open-sandbox.ts";

async function allowed(sandbox: OpenSandbox, tries: number, options: CallOptions = {}) {
  let count = 0;
  for (let n = 0; n < tries; n += 1) {
    const { status } = await sandbox.call("GET", "/api/institutions/1001/", options);
    if (status === 200) count += 1;
  }
  return count;
}

describe("the sandbox's rate limit", () => {
  it("lets 80 requests through in 30 seconds, and then answers with openresty's 403 page", async () => {
    const sandbox = openSandbox();
    expect(await allowed(sandbox, 90)).toBe(80);

    const refused = await sandbox.call("GET", "/api/");
    expect(refused.status).toBe(403);
    expect(refused.headers.get("content-type")).toBe("text/html");
    expect(refused.text).toContain("<h1>403 Forbidden</h1>");
    expect(refused.text).toContain("openresty");
  });

  it("lets requests through again after 30 seconds", async () => {
    const sandbox = openSandbox();
    await allowed(sandbox, 81);
    await sandbox.advance(29_999);
    expect(await allowed(sandbox, 1)).toBe(0);
    await sandbox.advance(1);
    expect(await allowed(sandbox, 90)).toBe(80);
  });

  it("counts each address and each widget by itself", async () => {
    const sandbox = openSandbox();
    const [one, two] = [await sandbox.widget(), await sandbox.widget()];
    await allowed(sandbox, 80, { address: "10.0.0.1" });

    expect(await allowed(sandbox, 90, { address: "10.0.0.2" })).toBe(80);
    expect(await allowed(sandbox, 90, { authorization: one, address: "10.0.0.1" })).toBe(80);
    expect(await allowed(sandbox, 90, { authorization: two, address: "10.0.0.1" })).toBe(80);
  });

  it("counts a forged token by its address", async () => {
    const sandbox = openSandbox();
    await allowed(sandbox, 80);
    const answer = await sandbox.call("GET", "/api/", { authorization: "Bearer forged" });
    expect(answer.status).toBe(403);
  });

  it("gives a caller the limit that it was started with for it", async () => {
    const sandbox = openSandbox({ limits: { callers: { "fintech/": 1000 } } });
    const headers = { "User-Agent": "fintech/0.1" };
    expect(await allowed(sandbox, 1010, { headers })).toBe(1000);
  });

  it("is as the fault rateLimit sets it", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({
      rateLimit: { requests: 2, perMs: 1_000, callers: { "fintech/": 1 } },
    });
    expect(await allowed(sandbox, 5)).toBe(2);
    expect(await allowed(sandbox, 5, { headers: { "User-Agent": "fintech/0.1" } })).toBe(1);
    await sandbox.advance(1_000);
    expect(await allowed(sandbox, 5)).toBe(2);
  });

  it("does not hold for the routes under /_sandbox/ and the widget's scripts", async () => {
    const sandbox = openSandbox();
    await sandbox.setFaults({ rateLimit: { requests: 0 } });
    expect(await allowed(sandbox, 1)).toBe(0);
    expect((await sandbox.call("GET", "/_sandbox/faults")).status).toBe(200);
    expect((await sandbox.call("GET", "/belvo-widget-1-stable.js")).status).toBe(200);
  });
});
