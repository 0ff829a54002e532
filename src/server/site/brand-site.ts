import { brotliCompressSync, gzipSync } from "node:zlib";
import { siteFile, type Site, type SiteFile } from "./load-site.ts";
import type { Brand } from "../settings/settings.ts";
import { accentTokens, type AccentColours } from "./accent-tokens.ts";

const STYLE_PATH = "/brand.css";
/** Followed by the extension of what the host gave. */
export const LOGO_PATH = "/brand/logo";

/** An SVG is a page of its own when somebody opens it: one that runs, loads and frames nothing. */
const LOGO_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

/**
 * The built pages with a host's brand: the name and the logo's address stand in the page before any
 * script runs, and the colours come with its other styles, so that nothing is seen to change.
 * Where no brand is set, the site is what it was.
 */
export function brandSite(site: Site, brand: Brand): Site {
  const page = site.get("/index.html");
  if (!page || Object.values(brand).every((part) => part === null)) return site;

  const { name, accent, logo } = brand;
  const logoPath = logo && `${LOGO_PATH}${logo.extension}`;
  const branded = new Map(site);
  branded.set("/index.html", squeezed(page.type, brandedPage(page, { name, accent, logoPath })));
  if (accent !== null)
    branded.set(STYLE_PATH, squeezed("text/css; charset=utf-8", styleOf(accent)));
  if (logo && logoPath !== null) {
    // Belvo's own page shows it too.
    const logoFile = { ...siteFile(logo.type, logo.body), policy: LOGO_POLICY, isForOthers: true };
    branded.set(logoPath, logoFile);
  }
  return branded;
}

interface InPage extends Pick<Brand, "name" | "accent"> {
  logoPath: string | null;
}

function brandedPage({ body }: SiteFile, { name, accent, logoPath }: InPage): string {
  const attributes = [
    ...(name === null ? [] : [` data-brand-name="${escapeHtml(name)}"`]),
    ...(logoPath === null ? [] : [` data-brand-logo="${logoPath}"`]),
  ].join("");
  const style = accent === null ? "" : `<link rel="stylesheet" href="${STYLE_PATH}" />`;
  // Functions, since a name may hold what a replacement's text would give a meaning to.
  return new TextDecoder()
    .decode(body)
    .replace("<html", (start) => `${start}${attributes}`)
    .replace("</head>", (end) => `${style}${end}`);
}

/**
 * More specific than the tokens that it overrides, wherever the build puts those. It does without
 * `light-dark()`, which the build replaces too, for browsers that do not know it.
 */
function styleOf(accent: string): string {
  const { light, dark } = accentTokens(accent);
  const inDark = `@media (prefers-color-scheme:dark){${ruleOf(":not([data-theme=light])", dark)}}`;
  return `${ruleOf("", light)}${inDark}${ruleOf("[data-theme=dark]", dark)}`;
}

function ruleOf(theme: string, { accent, accentStrong, onAccent }: AccentColours): string {
  return `html.rl-root${theme}{--rl-accent:${accent};--rl-accent-strong:${accentStrong};--rl-on-accent:${onAccent}}`;
}

function squeezed(type: string, text: string): SiteFile {
  const body = new TextEncoder().encode(text);
  return {
    ...siteFile(type, body),
    br: new Uint8Array(brotliCompressSync(body)),
    gzip: new Uint8Array(gzipSync(body)),
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
