import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBench, PUBLIC_URL, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { loadSite } from "./load-site.ts";

const PAGE = "<!doctype html><title>Relink</title>";
const FRAME = "<!doctype html><title>Belvo</title>";
const SCRIPT = "console.log('relink')";

let directory: string;
let bench: Bench;
let visitor: Visitor;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "relink-site-"));
  await mkdir(join(directory, "assets"));
  await mkdir(join(directory, ".vite"));
  for (const [name, text] of [
    ["index.html", PAGE],
    [".vite/manifest.json", "{}"],
    ["widget-frame.html", FRAME],
    ["assets/widget-frame-1a2b3c.js", SCRIPT],
    ["assets/app-1a2b3c.js", SCRIPT],
  ] as const) {
    await writeFile(join(directory, name), text);
    await writeFile(join(directory, `${name}.br`), brotliCompressSync(text));
    await writeFile(join(directory, `${name}.gz`), gzipSync(text));
  }
  await writeFile(join(directory, "favicon.svg"), "<svg/>");
  const site = await loadSite(directory);
  if (!site) throw new Error("no site");
  bench = await createBench({ belvo: createFakeBelvo("user-42").answer, site });
  visitor = bench.visitor();
});

afterAll(() => rm(directory, { recursive: true }));

describe("GET of a page", () => {
  it.each(["/", "/links/30cb4806-6e00-48a4-91c9-ca55968576c8", "/enter", "/repair/x?utm=1"])(
    "serves the app, not to be kept: %s",
    async (path) => {
      const { status, headers, text } = await visitor.get(path);
      expect(status).toBe(200);
      expect(text.startsWith(PAGE)).toBe(true);
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    },
  );

  it("serves as it was built what is the same for everybody, to be asked for each time", async () => {
    const { headers, text } = await visitor.get("/lab");
    expect(text).toBe(PAGE);
    expect(headers.get("Cache-Control")).toBe("no-cache");
  });

  it.each(["/enter%23", "/enter/%23", "/enter%2523"])(
    "leads a login link on whose # some program has written otherwise: %s",
    async (path) => {
      const code = `${"x".repeat(42)}_`;
      for (const rest of [
        code,
        `${code}.`,
        `${code}%20`,
        `${code}%0A`,
        `${code}&utm_source=mail`,
      ]) {
        const { status, headers, text } = await visitor.get(`${path}${rest}?fbclid=1`);
        expect([status, headers.get("Location"), text]).toEqual([302, `/enter#${rest}`, ""]);
        expect(headers.get("Cache-Control")).toBe("no-store");
      }
      expect(JSON.stringify([bench.requestLines, bench.logged])).not.toContain(code);
    },
  );

  it("answers 304 to a browser that has the page", async () => {
    const etag = (await visitor.get("/lab")).headers.get("ETag") ?? "";
    expect(await visitor.get("/lab", { "If-None-Match": etag })).toMatchObject({
      status: 304,
      text: "",
    });
  });

  it("answers HEAD with the headers and no body", async () => {
    for (const path of ["/", "/lab"]) {
      const { status, headers, text } = await visitor.send("HEAD", path);
      expect([status, text]).toEqual([200, ""]);
      const body = new TextEncoder().encode((await visitor.get(path)).text);
      expect(headers.get("Content-Length")).toBe(String(body.byteLength));
    }
  });

  it("answers 404 to a POST", async () => {
    expect(await visitor.send("POST", "/", {})).toMatchObject({ status: 404 });
  });
});

describe("GET of a file", () => {
  it("lets a file with a hash in its name be cached for good", async () => {
    const { headers, text } = await visitor.get("/assets/app-1a2b3c.js");
    expect(text).toBe(SCRIPT);
    expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
  });

  it("has a file without a hash revalidated each time", async () => {
    const { headers } = await visitor.get("/favicon.svg");
    expect(headers.get("Cache-Control")).toBe("no-cache");
    expect(headers.get("Content-Type")).toBe("image/svg+xml");
  });

  it.each([
    "/assets/app-gone.js",
    "/assets/",
    "/robots.txt",
    "/..%2f..%2fetc/passwd.txt",
    "/index.html.br",
    "/.vite/manifest.json",
    "/%2Evite/manifest.json",
    "/webhooks/belvo",
  ])("answers 404, not to be stored, for a path that is not there: %s", async (path) => {
    const { status, headers } = await visitor.get(path);
    expect(status).toBe(404);
    expect(headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("compression of a page", () => {
  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["deflate", null],
    ["", null],
  ])("follows Accept-Encoding %j with Content-Encoding %j", async (accepted, encoding) => {
    const { headers } = await visitor.get("/lab", { "Accept-Encoding": accepted });
    expect(headers.get("Content-Encoding")).toBe(encoding);
    expect(headers.get("Vary")).toBe("Accept-Encoding");
  });

  it("of a page for one person is gzip", async () => {
    const accepted = { "Accept-Encoding": "gzip, deflate, br" };
    const response = await bench.app.fetch(new Request(`${PUBLIC_URL}/`, { headers: accepted }));
    expect(response.headers.get("Content-Encoding")).toBe("gzip");
    const body = gunzipSync(await response.arrayBuffer()).toString();
    expect(body).toContain('"user":null');
  });

  it("decodes to the page that was built", async () => {
    const site = await loadSite(directory);
    const squeezed = site?.get("/index.html")?.br ?? new Uint8Array();
    expect(brotliDecompressSync(squeezed).toString()).toBe(PAGE);
  });
});

it("loadSite returns null when nothing was built", async () => {
  expect(await loadSite(join(directory, "assets"))).toBeNull();
});

describe("the widget frame", () => {
  const ORIGIN = "https://widget.example.com";
  const withHost = async () => {
    const site = await loadSite(directory);
    if (!site) throw new Error("no site");
    const settings = { widgetOrigins: [ORIGIN], widgetHost: "widget.example.com" };
    const { app } = await createBench({ belvo: createFakeBelvo("user-42").answer, site, settings });
    return (url: string, method = "GET") => app.fetch(new Request(url, { method }));
  };

  it("is a document with a policy of its own, for our own page alone", async () => {
    const { status, headers, text } = await visitor.get("/widget-frame");
    expect([status, text]).toEqual([200, FRAME]);
    const policy = headers.get("Content-Security-Policy");
    expect(policy).toContain("script-src 'self' http://127.0.0.1:4010");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(headers.get("X-Frame-Options")).toBeNull();
    expect(headers.get("Link")).toBe("<http://127.0.0.1:4010>; rel=preconnect");
    expect((await visitor.get("/")).headers.get("Content-Security-Policy")).not.toContain(
      "script-src 'self' ",
    );
  });

  it("is under its own host name, framed by the page's origin alone", async () => {
    const get = await withHost();
    const frame = await get(`${ORIGIN}/widget-frame`);
    expect([frame.status, await frame.text()]).toEqual([200, FRAME]);
    expect(frame.headers.get("Content-Security-Policy")).toContain(`frame-ancestors ${PUBLIC_URL}`);
    expect((await get(`${ORIGIN}/assets/widget-frame-1a2b3c.js`)).status).toBe(200);
    expect((await get(`${PUBLIC_URL}/widget-frame`)).status).toBe(404);
    expect((await get(`${PUBLIC_URL}/`)).status).toBe(200);
  });

  it.each([
    ["GET", "/"],
    ["GET", "/index.html"],
    ["GET", "/assets/app-1a2b3c.js"],
    ["GET", "/api/session"],
    ["POST", "/api/session"],
    ["GET", "/api/links"],
    ["GET", "/api/live"],
    ["POST", "/host/entries"],
    ["POST", "/webhooks/belvo"],
    ["GET", "/readyz"],
  ])("has nothing else of ours beside it: %s %s", async (method, path) => {
    const get = await withHost();
    expect((await get(`${ORIGIN}${path}`, method)).status).toBe(404);
    expect((await get(`https://WIDGET.example.com:443${path}`, method)).status).toBe(404);
  });
});
