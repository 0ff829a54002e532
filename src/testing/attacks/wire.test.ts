import { describe, expect, it } from "vitest";
import { siteFile } from "../../server/site/load-site.ts";
import { OTHER, openTarget, VICTIM } from "./open-target.ts";
import { openRawPort } from "./raw-http.ts";

const page = siteFile("text/html; charset=utf-8", new TextEncoder().encode("<title>page</title>"));
const target = await openTarget({ site: new Map([["/index.html", page]]) });
const port = await openRawPort(target.app);
const { host } = port;
const victims = await target.entered(await target.newCode({ externalId: VICTIM }));

const lines = (...all: string[]) => all.join("\r\n");
const SMUGGLED = lines("GET /api/links HTTP/1.1", `Host: ${host}`, "Connection: close", "", "");
const POST = ["POST /api/session HTTP/1.1", `Host: ${host}`, "Content-Type: application/json"];
const CHUNKED = `0\r\n\r\n${SMUGGLED}`;

describe("a request within a request", () => {
  it.each([
    [
      "both lengths",
      lines(...POST, "Content-Length: 4", "Transfer-Encoding: chunked", "", CHUNKED),
    ],
    [
      "both lengths, turned",
      lines(...POST, "Transfer-Encoding: chunked", "Content-Length: 4", "", CHUNKED),
    ],
    [
      "two lengths",
      lines(
        ...POST,
        "Content-Length: 2",
        `Content-Length: ${SMUGGLED.length + 2}`,
        "",
        `{}${SMUGGLED}`,
      ),
    ],
    [
      "the same length twice",
      lines(...POST, "Content-Length: 2", "Content-Length: 2", "", `{}${SMUGGLED}`),
    ],
    ["a list of lengths", lines(...POST, "Content-Length: 2, 2", "", `{}${SMUGGLED}`)],
    ["a length with a sign", lines(...POST, "Content-Length: +2", "", `{}${SMUGGLED}`)],
    ["a length below zero", lines(...POST, "Content-Length: -2", "", `{}${SMUGGLED}`)],
    ["a length in hex", lines(...POST, "Content-Length: 0x2", "", `{}${SMUGGLED}`)],
    [
      "a length without end",
      lines(...POST, `Content-Length: ${"9".repeat(30)}`, "", `{}${SMUGGLED}`),
    ],
    ["a blank before the colon", lines(...POST, "Transfer-Encoding : chunked", "", CHUNKED)],
    ["an encoding that is none", lines(...POST, "Transfer-Encoding: xchunked", "", CHUNKED)],
    [
      "an encoding behind chunked",
      lines(...POST, "Transfer-Encoding: chunked, identity", "", CHUNKED),
    ],
    [
      "chunked twice over, and a length",
      lines(
        ...POST,
        "Content-Length: 4",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked",
        "",
        CHUNKED,
      ),
    ],
    [
      "an encoding on a folded line",
      lines(
        ...POST,
        "X: y",
        " Transfer-Encoding: chunked",
        "Content-Length: 2",
        "",
        `{}${SMUGGLED}`.slice(0, 2),
      ),
    ],
    [
      "a chunk whose length is no number",
      lines(...POST, "Transfer-Encoding: chunked", "", `0x2\r\n{}\r\n${CHUNKED}`),
    ],
    [
      "a chunk whose length is too long",
      lines(...POST, "Transfer-Encoding: chunked", "", `${"f".repeat(20)}\r\n{}\r\n${CHUNKED}`),
    ],
    [
      "a chunk that ends too late",
      lines(...POST, "Transfer-Encoding: chunked", "", `2\r\n{}XX\r\n${CHUNKED}`),
    ],
    ["NUL in a header", lines(...POST, "Content-Length: 2", "X: a\0b", "", `{}${SMUGGLED}`)],
    ["a header without a name", lines(...POST, ": Content-Length: 2", "", `{}${SMUGGLED}`)],
    [
      "a bare CR in a header",
      lines(...POST, "X: a\rTransfer-Encoding: chunked", "Content-Length: 2", "", `{}${SMUGGLED}`),
    ],
  ])("is not answered: %s (API8:2023, ASVS 5.0 V4.2.1)", async (_how, bytes) => {
    const { statuses, text } = await port.send(bytes);
    expect(statuses, text).toHaveLength(1);
    expect([400, 413]).toContain(statuses[0]);
    expect(text).not.toContain("unauthenticated");
  });

  it("is not made of bare line ends (API8:2023, ASVS 5.0 V4.2.1)", async () => {
    const { statuses } = await port.send(
      `POST /api/session HTTP/1.1\nHost: ${host}\n\n${SMUGGLED}`,
    );
    expect(statuses).toEqual([400]);
  });

  it("is not made by a body on a GET (API8:2023, ASVS 5.0 V4.2.1)", async () => {
    const head = ["GET /livez HTTP/1.1", `Host: ${host}`, `Content-Length: ${SMUGGLED.length}`];
    const { statuses } = await port.send(lines(...head, "", SMUGGLED));
    expect(statuses).toEqual([200]);
  });

  it("is not made by a HEAD, whose answer has no body (API8:2023, ASVS 5.0 V4.2.2)", async () => {
    const head = ["HEAD /api/links HTTP/1.1", `Host: ${host}`, `Cookie: ${victims.cookie()}`];
    const { statuses, text } = await port.send(`${lines(...head, "", "")}${SMUGGLED}`);
    expect(statuses).toEqual([200, 401]);
    expect(text).not.toContain(target.victim.link);
  });
});

it("two people on one connection are told apart (API1:2023, ASVS 5.0 V14.2.2)", async () => {
  const first = lines(
    "GET /api/links HTTP/1.1",
    `Host: ${host}`,
    `Cookie: ${victims.cookie()}`,
    "",
    "",
  );
  const other = await target.signedIn(OTHER);
  const second = lines(
    "GET /api/links HTTP/1.1",
    `Host: ${host}`,
    `Cookie: ${other.cookie()}`,
    "",
    "",
  );
  const { text, statuses } = await port.send(`${first}${second}${SMUGGLED}`);
  expect(statuses).toEqual([200, 200, 401]);
  const [, ofVictim = "", ofOther = "", ofNobody = ""] = text.split("HTTP/1.1 ");
  expect(ofVictim).toContain(target.victim.link);
  expect(ofOther).toContain(target.own.link);
  for (const id of target.victim.links) expect(ofOther + ofNobody).not.toContain(id);
});

describe("a request's address", () => {
  const get = (first: string, ...headers: string[]) =>
    port.send(lines(first, ...headers, "Connection: close", "", ""));

  it.each([
    [
      "another host in an absolute address",
      ["GET http://evil.example/api/session HTTP/1.1", `Host: ${host}`],
    ],
    [
      "ours in an absolute address, another as host",
      [`GET http://${host}/api/session HTTP/1.1`, "Host: evil.example"],
    ],
    ["another as host", ["GET /api/session HTTP/1.1", "Host: evil.example"]],
    ["two hosts, ours first", ["GET /api/session HTTP/1.1", `Host: ${host}`, "Host: evil.example"]],
    ["two hosts, ours last", ["GET /api/session HTTP/1.1", "Host: evil.example", `Host: ${host}`]],
    ["a list of hosts", ["GET /api/session HTTP/1.1", `Host: ${host}, evil.example`]],
    ["somebody before the host", ["GET /api/session HTTP/1.1", `Host: ${host}@evil.example`]],
    ["a path behind the host", ["GET /api/session HTTP/1.1", "Host: evil.example/127.0.0.1"]],
    ["an empty host", ["GET /api/session HTTP/1.1", "Host: "]],
    ["no host", ["GET /api/session HTTP/1.1"]],
    ["a blank in it", ["GET /api/session x HTTP/1.1", `Host: ${host}`]],
    ["another protocol", ["GET /api/session HTTP/9.9", `Host: ${host}`]],
    ["a connection through us", ["CONNECT evil.example:443 HTTP/1.1", `Host: ${host}`]],
  ])("is refused with %s (API8:2023, ASVS 5.0 V4.1.3)", async (_what, [first = "", ...headers]) => {
    const { statuses, text } = await get(first, ...headers);
    for (const status of statuses) expect([400, 403, 404, 505], text).toContain(status);
    expect(text).not.toContain("widgetUrl");
    expect(text).not.toContain("evil.example");
  });

  it.each([
    ["two slashes", "//evil.example/api/links"],
    ["a backslash", "/\\evil.example"],
    ["a redirect to elsewhere", "/enter%23//evil.example"],
    ["a redirect with a script", "/enter%23javascript:alert(1)"],
    ["a header in it", "/enter%23x%0d%0aSet-Cookie:%20relink=planted"],
    ["a way out of the folder", "/assets/../../../etc/passwd"],
    ["an encoded way out", "/assets/%2e%2e/%2e%2e/package.json"],
    ["a way out that is encoded twice", "/assets/..%252f..%252fpackage.json"],
    ["the source's history", "/.git/config"],
    ["settings", "/.env"],
    ["a map of the source", "/assets/index.js.map"],
  ])("leads nowhere with %s (API8:2023, ASVS 5.0 V5.3.2)", async (_what, path) => {
    const { text, statuses } = await get(`GET ${path} HTTP/1.1`, `Host: ${host}`);
    expect(statuses).toHaveLength(1);
    expect(statuses[0]).toBeLessThan(500);
    expect(text).not.toMatch(/^(Set-Cookie|Location: (?!\/enter#))/im);
    expect(text).not.toMatch(/root:|"scripts"|\[core\]|BELVO_SECRET/);
  });

  it("of 20 kB, or 20 kB of headers, is refused before it is read (API4:2023, ASVS 5.0 V4.2.5)", async () => {
    const long = "a".repeat(20_000);
    expect((await get(`GET /${long} HTTP/1.1`, `Host: ${host}`)).statuses).toEqual([431]);
    expect((await get("GET / HTTP/1.1", `Host: ${host}`, `Cookie: ${long}`)).statuses).toEqual([
      431,
    ]);
  });

  it("is not upgraded to another protocol (API8:2023, ASVS 5.0 V4.4.2)", async () => {
    const headers = ["Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA=="];
    const { statuses } = await port.send(
      lines(
        "GET /api/live HTTP/1.1",
        `Host: ${host}`,
        "Connection: Upgrade, close",
        ...headers,
        "",
        "",
      ),
    );
    expect(statuses).not.toContain(101);
  });
});

it("fifty bodies that never end keep nobody else waiting (API4:2023, ASVS 5.0 V15.2.2)", async () => {
  const slow = lines(...POST, "Content-Length: 100", "", "{");
  const sockets = await Promise.all(Array.from({ length: 50 }, () => port.open(slow)));
  const { statuses } = await port.send(SMUGGLED);
  expect(statuses).toEqual([401]);
  for (const socket of sockets) socket.destroy();
});
