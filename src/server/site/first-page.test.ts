import { beforeAll, describe, expect, it } from "vitest";
import { aSite, preloadsOf } from "../../testing/server-bench/a-site.ts";
import { createBench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { createPageHtml } from "./page-html.ts";

let visitor: Visitor;

beforeAll(async () => {
  const { answer } = createFakeBelvo("user-42");
  visitor = (await createBench({ belvo: answer, site: aSite })).visitor();
});

const read = async (path: string, headers: Record<string, string> = {}) => {
  const { text } = await visitor.get(path, headers);
  return { lang: / lang="([^"]*)"/.exec(text)?.[1], files: preloadsOf(text) };
};

describe("the language of the HTML", () => {
  it.each([
    ["es-CO,es;q=0.9,en;q=0.8", "es-CO"],
    ["fr-FR, pt;q=0.5, en;q=0.7", "en"],
    ["en;q=0, pt", "pt-BR"],
    ["fr", "es-MX"],
    ["", "es-MX"],
    ["es-MX@posix;q=x, *;;;, ,-", "es-MX"],
    [Array.from({ length: 5_000 }, () => "fr").join(), "es-MX"],
  ])("is of those that the browser prefers: %.40s", async (preferred, locale) => {
    const { lang, files } = await read("/lab", { "Accept-Language": preferred });
    expect(lang).toBe(locale);
    expect(files).toEqual([`/assets/${locale}-1.js`]);
  });

  it("is the one that the person chose", async () => {
    const headers = { "Accept-Language": "es-MX", Cookie: "relink-locale=pt-BR" };
    expect(await read("/lab", headers)).toMatchObject({ lang: "pt-BR" });
  });

  it.each(["tlh", "PT-BR", "pt-BR%20", "__proto__", "%00", "%E0%A4%A"])(
    "is the browser's where the cookie has none that we speak: %s",
    async (chosen) => {
      const headers = { "Accept-Language": "es-CO", Cookie: `relink-locale=${chosen}` };
      const { lang } = await read("/lab", headers);
      expect(lang).toBe("es-CO");
    },
  );
});

describe("the theme of the HTML", () => {
  const colour = (own: string, media: string) =>
    `<meta name="theme-color" content="#123456" data-theme="${own}" media="${media}" />`;
  const colours = (light: string, dark: string) => colour("light", light) + colour("dark", dark);
  const byDevice = colours("(prefers-color-scheme: light)", "(prefers-color-scheme: dark)");
  const htmlOf = createPageHtml(`<html lang="es" class="rl-root"><head>${byDevice}</head></html>`);
  const content = { locale: "en", preloads: "", data: null, nonce: "abc" } as const;

  it("is the host's where it has one, before any script runs, and else the device's", () => {
    expect(htmlOf({ ...content, theme: "dark" })).toContain(
      '<html lang="en" data-theme="dark" class="rl-root">',
    );
    expect(htmlOf({ ...content, theme: null })).toContain('<html lang="en" class="rl-root">');
  });

  it("goes for what the browser draws around the page as well", () => {
    expect(htmlOf({ ...content, theme: "dark" })).toContain(colours("not all", "all"));
    expect(htmlOf({ ...content, theme: null })).toContain(byDevice);
  });
});

describe("what the HTML names to be fetched at once", () => {
  it("is the words, and what the page's part needs besides what every page has", async () => {
    const { files } = await read("/enter");
    expect(files).toEqual([
      "/assets/es-MX-1.js",
      "/assets/es-MX-pages-1.js",
      "/assets/enter-page-1.js",
    ]);
  });

  it("is nothing where the build left no manifest", async () => {
    const site = new Map([...aSite].filter(([path]) => path === "/index.html"));
    const { answer } = createFakeBelvo("user-42");
    const { text } = await (await createBench({ belvo: answer, site })).visitor().get("/lab");
    expect(preloadsOf(text)).toEqual([]);
  });
});

describe("first data in a page", () => {
  const plain = { locale: "en", theme: null, preloads: "", data: null, nonce: "abc" } as const;
  const htmlOf = createPageHtml('<html lang="es"><head></head><body><p></p></body></html>');

  it.each(["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029", "$&$1"])(
    "stand in it as they are, and end nothing: %j",
    (name) => {
      const data = JSON.stringify({ name });
      const html = htmlOf({ ...plain, data });
      const [, json = ""] =
        /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
      expect(json).not.toContain("<");
      expect(JSON.parse(json)).toEqual({ name });
      expect(html.endsWith("</script></body></html>")).toBe(true);
    },
  );

  it("come with a nonce on every script that the page names, and on nothing else", () => {
    const script = '<script type="module" crossorigin src="/a.js"></script>';
    const html = createPageHtml(`<html><head>${script}</head><body></body></html>`)({
      ...plain,
      data: '"<script type=x>"',
      preloads: '<link rel="modulepreload" href="/b.js" /><link rel="stylesheet" href="/c.css" />',
    });
    expect(html.match(/<[a-z]+ [^>]*nonce="abc"/g)).toEqual([
      '<script nonce="abc"',
      '<link nonce="abc"',
      '<meta property="csp-nonce" nonce="abc"',
    ]);
  });

  it("leave a page that has neither head nor body to be filled as it was", () => {
    const html = createPageHtml("<!doctype html><title>Relink</title>");
    expect(html(plain)).toBe("<!doctype html><title>Relink</title>");
  });
});
