#!/usr/bin/env -S node --import tsx
import { spawn } from "node:child_process";
import { createServer, request as sendRequest } from "node:http";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream";
import { freePort } from "../../processes/free-port.ts";
import { excuseMediaFeatures } from "./excuse-media-features.ts";
import { FIREFOX } from "./system-browsers.ts";

/** Playwright starts this in place of Firefox, with Firefox's arguments, and speaks to it by WebSocket. */
const args = process.argv.slice(2);
const profile = args[args.indexOf("--profile") + 1];

const firefox = spawn(FIREFOX.programs.firefox, args, {
  stdio: ["ignore", "inherit", "pipe"],
  // What Firefox would leave elsewhere goes away with the profile.
  env: { ...process.env, HOME: profile, TMPDIR: profile },
});
firefox.once("exit", (code) => process.exit(code ?? 1));
process.once("exit", () => firefox.kill("SIGKILL"));

// Playwright ends both of them, unless it was killed itself.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 500);

for await (const line of createInterface({ input: firefox.stderr })) {
  const host = /^WebDriver BiDi listening on ws:\/\/(127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  if (host === undefined) process.stderr.write(`${line}\n`);
  else relayTo(host, await freePort());
}

function relayTo(host: string, port: number): void {
  const server = createServer().on("upgrade", ({ url = "", headers }, playwright) => {
    // Firefox refuses a request that names another port than its own.
    const request = sendRequest(`http://${host}${url}`, { headers: { ...headers, host } });
    request.on("upgrade", (answer, browser, firstBytes) => {
      const lines = [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Accept: ${String(answer.headers["sec-websocket-accept"])}`,
      ];
      playwright.write(`${lines.join("\r\n")}\r\n\r\n`);
      browser.unshift(firstBytes);
      // Where one of the two ends, the other does, and this process with Firefox.
      pipeline(playwright, browser, () => undefined);
      pipeline(browser, excuseMediaFeatures, playwright, () => undefined);
    });
    request.end();
  });
  server.listen(port, "127.0.0.1", () => {
    process.stdout.write(`WebDriver BiDi listening on ws://127.0.0.1:${port}\n`);
  });
}
