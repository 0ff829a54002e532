import * as v from "valibot";
import { FIRST_DATA_ID, FirstData } from "#contract/first-data.ts";
import { siteFile, type Site } from "../../server/site/load-site.ts";

const HTML =
  '<!doctype html><html lang="es"><head><title>Relink</title>' +
  '<link crossorigin href="/assets/first-1.js" rel="modulepreload">' +
  '<link crossorigin href="/assets/first-1.css" rel="stylesheet"></head><body></body></html>';

const MANIFEST = {
  "_first.js": { file: "assets/first-1.js", css: ["assets/first-1.css"] },
  "_later.js": { file: "assets/later-1.js", imports: ["_first.js"], css: ["assets/later-1.css"] },
  "src/web/i18n/locales/es-MX/main.json?compiled": { file: "assets/es-MX-1.js" },
  "src/web/i18n/locales/es-CO/main.json?compiled": { file: "assets/es-CO-1.js" },
  "src/web/i18n/locales/pt-BR/main.json?compiled": { file: "assets/pt-BR-1.js" },
  "src/web/i18n/locales/en/main.json?compiled": { file: "assets/en-1.js" },
  "src/web/i18n/locales/es-MX/pages.json?compiled": { file: "assets/es-MX-pages-1.js" },
  "src/web/app/one-link.tsx": { file: "assets/one-link-1.js", imports: ["_first.js", "_later.js"] },
  "src/web/session/start-page.tsx": { file: "assets/start-page-1.js", imports: ["_first.js"] },
  "src/web/session/enter-page.tsx": { file: "assets/enter-page-1.js", imports: ["_first.js"] },
};

const bytes = (text: string) => new TextEncoder().encode(text);

/** A build as small as can be: a page, and what was made of its parts. */
export const aSite: Site = new Map([
  ["/index.html", siteFile("text/html; charset=utf-8", bytes(HTML))],
  ["/.vite/manifest.json", siteFile("application/json", bytes(JSON.stringify(MANIFEST)))],
]);

/** What the server wrote into a page; `null` where it has written nothing. */
export function firstDataOf(html: string): FirstData | null {
  const start = `<script type="application/json" id="${FIRST_DATA_ID}">`;
  const [, rest] = html.split(start);
  const [json] = rest?.split("</script>") ?? [];
  return json === undefined ? null : v.parse(FirstData, JSON.parse(json));
}

/** Files that a page names for fetching at once. */
export function preloadsOf(html: string): string[] {
  return [
    ...html.matchAll(/<link [^>]*rel="(?:modulepreload|stylesheet)"[^>]* href="([^"]+)"/g),
  ].map(([, href = ""]) => href);
}
