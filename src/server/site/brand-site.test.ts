import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { siteFile } from "./load-site.ts";
import type { Brand } from "../settings/settings.ts";
import { accentTokens } from "./accent-tokens.ts";
import { brandSite } from "./brand-site.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const PAGE = '<!doctype html><html lang="es"><head><title>Tus bancos</title></head></html>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const site = new Map([
  ["/index.html", siteFile("text/html; charset=utf-8", bytes(PAGE))],
  ["/favicon.svg", siteFile("image/svg+xml", bytes("<svg/>"))],
]);
const logo = { extension: ".svg", type: "image/svg+xml", body: bytes(SVG) } as const;
const none: Brand = { name: null, accent: null, logo: null };

const pageOf = (brand: Brand) =>
  new TextDecoder().decode(brandSite(site, brand).get("/index.html")?.body);

it("brandSite returns the built site unchanged when no brand is set", () => {
  expect(brandSite(site, none)).toBe(site);
});

describe("brandSite: index.html", () => {
  it("gets the name, the logo's address and the stylesheet, and stays otherwise as it was built", () => {
    expect(pageOf({ name: "Banca Sol", accent: "#fff3b0", logo })).toBe(
      PAGE.replace(
        "<html",
        '<html data-brand-name="Banca Sol" data-brand-logo="/brand/logo.svg"',
      ).replace("</head>", '<link rel="stylesheet" href="/brand.css" /></head>'),
    );
    expect(pageOf({ ...none, logo: { ...logo, extension: ".png" } })).toBe(
      PAGE.replace("<html", '<html data-brand-logo="/brand/logo.png"'),
    );
  });

  it("escapes a brand name of any characters", () => {
    const name = `"><script>'$&$1' & Co`;
    const page = pageOf({ ...none, name });
    expect(page).not.toContain("<script>");
    const [, attribute = ""] = /data-brand-name="([^"]*)"/.exec(page) ?? [];
    const read = attribute.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(read).toBe(name);
  });

  it("is compressed again, and has an ETag of its own", () => {
    const file = brandSite(site, { ...none, name: "Banca Sol" }).get("/index.html");
    for (const text of [
      brotliDecompressSync(file?.br ?? "").toString(),
      gunzipSync(file?.gzip ?? "").toString(),
    ]) {
      expect(text).toContain('data-brand-name="Banca Sol"');
    }
    expect(file?.etag).not.toBe(site.get("/index.html")?.etag);
  });
});

describe("brandSite: stylesheet and logo", () => {
  let visitor: Visitor;

  beforeAll(async () => {
    const branded = brandSite(site, { name: null, accent: "#fff3b0", logo });
    const { answer } = createFakeBelvo("user-42");
    visitor = (await createBench({ belvo: answer, site: branded })).visitor();
  });

  it("serves /brand.css with the readable colours of both schemes", async () => {
    const { headers, text } = await visitor.get("/brand.css");
    expect(headers.get("Content-Type")).toBe("text/css; charset=utf-8");
    expect(headers.get("Cache-Control")).toBe("no-cache");
    const { light, dark } = accentTokens("#fff3b0");
    const [ofLight, ofDark] = text.split("@media (prefers-color-scheme:dark)");
    for (const [rule, colours] of [
      [ofLight, light],
      [ofDark, dark],
    ] as const) {
      expect(rule).toContain(`--rl-accent:${colours.accent};`);
      expect(rule).toContain(`--rl-accent-strong:${colours.accentStrong};`);
      expect(rule).toContain(`--rl-on-accent:${colours.onAccent}}`);
    }
  });

  it("serves an SVG logo under a sandboxing policy, and revalidates it by its ETag", async () => {
    const { headers, text } = await visitor.get("/brand/logo.svg");
    expect(text).toBe(SVG);
    expect(headers.get("Content-Type")).toBe("image/svg+xml");
    expect(headers.get("Cache-Control")).toBe("no-cache");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'; .*; sandbox$/);
    // Belvo's own page shows it too.
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    const etag = headers.get("ETag") ?? "";
    const again = await visitor.get("/brand/logo.svg", { "If-None-Match": etag });
    expect(again.status).toBe(304);
  });

  it("changes the policy of no other response, and adds no other file", async () => {
    const { headers } = await visitor.get("/favicon.svg");
    expect(headers.get("Content-Security-Policy")).toContain("script-src 'self'");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
    expect((await visitor.get("/brand/logo.png")).status).toBe(404);
  });
});
