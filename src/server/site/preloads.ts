import * as v from "valibot";
import type { Locale } from "#contract/locale.ts";
import type { Site } from "./load-site.ts";

/** Where the build says which files it made of which. Nobody is served it. */
export const MANIFEST_PATH = "/.vite/manifest.json";

/** Modules of the page that it loads later. */
const LATER: Readonly<Record<PagePart, string>> = {
  start: "src/web/session/start-page.tsx",
  enter: "src/web/session/enter-page.tsx",
  return: "src/web/repair/return-page.tsx",
  link: "src/web/app/one-link.tsx",
  repairAll: "src/web/repair-all/repair-all-page.tsx",
  lab: "src/web/lab/lab-page.tsx",
};

/** Parts of the page with files of their own. */
export const pageParts = ["start", "enter", "return", "link", "repairAll", "lab"] as const;
export type PagePart = (typeof pageParts)[number];

/** Files of messages, by their names. */
function messagesOf(locale: Locale, part: PagePart | null): string[] {
  const later = part === null ? [] : [part === "lab" ? "lab" : "pages"];
  return ["main", ...later].map((name) => `src/web/i18n/locales/${locale}/${name}.json?compiled`);
}

const Manifest = v.record(
  v.string(),
  v.object({
    file: v.string(),
    imports: v.optional(v.array(v.string()), []),
    css: v.optional(v.array(v.string()), []),
  }),
);
type Manifest = v.InferOutput<typeof Manifest>;

/** Files that a page needs before it shows anything, as `<link>` elements. */
type Preloads = (locale: Locale, part: PagePart | null) => string;

/**
 * Reads from the build's manifest what a page loads besides what its HTML, as it was built, names already:
 * its words, and the files of its part. A browser then fetches all in one go, and not one after the other.
 * Without a manifest nothing is named.
 */
export function readPreloads(site: Site): Preloads {
  const manifest = v.parse(Manifest, JSON.parse(textOf(site, MANIFEST_PATH) ?? "{}"));
  const html = textOf(site, "/index.html") ?? "";
  const named = [...html.matchAll(/ (?:src|href)="\/([^"]+)"/g)].map(([, file = ""]) => file);

  return (locale, part) => {
    const keys = [...messagesOf(locale, part), ...(part === null ? [] : [LATER[part]])];
    const files = filesOf(manifest, keys).filter((file) => !named.includes(file));
    return files.map((file) => (file.endsWith(".css") ? styleOf(file) : preloadOf(file))).join("");
  };
}

function textOf(site: Site, path: string): string | undefined {
  const file = site.get(path);
  return file && new TextDecoder().decode(file.body);
}

const preloadOf = (file: string) => `<link rel="modulepreload" crossorigin href="/${file}" />`;
const styleOf = (file: string) => `<link rel="stylesheet" crossorigin href="/${file}" />`;

/** The scripts and styles of modules and of all that they import. */
function filesOf(manifest: Manifest, keys: readonly string[]): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...chunk.css]) files.add(file);
    chunk.imports.forEach(visit);
  };
  keys.forEach(visit);
  return [...files];
}
