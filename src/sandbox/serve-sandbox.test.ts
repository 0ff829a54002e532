import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { createSandbox } from "./create-sandbox.ts";
import { PortInUseError, serveSandbox, type SandboxServer } from "./serve-sandbox.ts";

const running: SandboxServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function serve(port = 0): Promise<SandboxServer> {
  const sandbox = createSandbox({
    secretId: "id",
    secretPassword: "password",
    now: Date.now,
    schedule: (run) => setImmediate(run),
    fetch: () => Promise.reject(new Error("There is nobody to call.")),
    widget: { loader: "// loader", main: "// main" },
  });
  const server = await serveSandbox(sandbox, port);
  running.push(server);
  return server;
}

const headers = { Authorization: `Basic ${Buffer.from("id:password").toString("base64")}` };

describe("serveSandbox", () => {
  it("answers over HTTP, and gives the addresses of pages its own origin", async () => {
    const { url } = await serve();
    const answer = await fetch(`${url}/api/links/?page_size=1`, { headers });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ next: `${url}/api/links/?page_size=1&page=2` });
  });

  it("cannot be reached by another address of this machine", async () => {
    const { url } = await serve();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    // One more that leads here, for a machine that has no other.
    for (const address of [...others, "127.0.0.2"]) {
      await expect(fetch(url.replace("127.0.0.1", address))).rejects.toThrow();
    }
    expect(new URL(url).hostname).toBe("127.0.0.1");
  });

  it("cuts connections while the fault resetRate is set, and goes on serving after that", async () => {
    const { url } = await serve();
    const dial = (body: object) =>
      fetch(`${url}/_sandbox/faults`, { method: "PUT", body: JSON.stringify(body) });

    await dial({ resetRate: 1 });
    await expect(fetch(`${url}/api/`, { headers })).rejects.toThrow("fetch failed");
    await dial({});
    expect((await fetch(`${url}/api/`, { headers })).status).toBe(200);
  });

  it("fails with the number of its port when it is in use", async () => {
    const { url } = await serve();
    const port = Number(new URL(url).port);
    await expect(serve(port)).rejects.toThrow(PortInUseError);
    await expect(serve(port)).rejects.toThrow(`Port ${port} is in use`);
  });
});
