import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../testing/processes/free-port.ts";

const SCRIPT = fileURLToPath(new URL("../../dist/node/sandbox.js", import.meta.url));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return { child, stdout: child.stdout, stderr: child.stderr };
}

describe("the sandbox's process", () => {
  it("refuses to start in production, and names each bad setting", async () => {
    const { child, stderr } = start({ NODE_ENV: "production", SANDBOX_PORT: "port" });
    const said = await text(stderr);
    if (child.exitCode === null) await once(child, "exit");

    expect(child.exitCode).toBe(1);
    expect(said).toContain("NODE_ENV is production");
    expect(said).toContain("SANDBOX_PORT must be a port number");
  });

  it("prints its address in one line, and stops on SIGTERM", async () => {
    const port = await freePort();
    const { child, stdout } = start({ SANDBOX_PORT: String(port) });
    const [line] = (await once(stdout, "data")).map(String);
    expect(line).toBe(`Belvo sandbox on http://127.0.0.1:${port}\n`);
    const { status } = await fetch(`http://127.0.0.1:${port}/belvo-widget-1-stable.js`);
    expect(status).toBe(200);

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("exits with one sentence when its port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { child, stderr } = start({ SANDBOX_PORT: String(port) });
    const said = await text(stderr);
    if (child.exitCode === null) await once(child, "exit");
    server.close();

    expect(child.exitCode).toBe(1);
    expect(said).toBe(`Port ${port} is in use: set SANDBOX_PORT to another one.\n`);
  });
});
