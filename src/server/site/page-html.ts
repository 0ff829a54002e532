import { FIRST_DATA_ID } from "#contract/first-data.ts";
import type { Locale } from "#contract/locale.ts";
import type { Theme } from "#contract/session.ts";

interface PageContent {
  locale: Locale;
  /** `null` where the device decides. */
  theme: Theme | null;
  /** `<link>` elements for the head. */
  preloads: string;
  /** JSON of what the page shows first; `null` where it asks for that itself. */
  data: string | null;
  /** By which this answer's policy knows our scripts. */
  nonce: string;
}

/** Makes of the built `index.html` what gives it a language, more to fetch at once, and first data. */
export function createPageHtml(built: string): (content: PageContent) => string {
  const spoken = built.replace(/(<html\b[^>]*?) lang="[^"]*"/, "$1");
  const [beforeHeadEnd, afterHeadEnd] = splitAt(spoken, "</head>");
  const themed = { light: inTheme(beforeHeadEnd, "light"), dark: inTheme(beforeHeadEnd, "dark") };
  const [beforeBodyEnd, afterBodyEnd] = splitAt(afterHeadEnd, "</body>");

  return ({ locale, theme, preloads, data, nonce }) => {
    const attributes = ` lang="${locale}"${theme === null ? "" : ` data-theme="${theme}"`}`;
    // A function, since a brand's name may hold what a replacement's text would give a meaning to.
    const plain = theme === null ? beforeHeadEnd : themed[theme];
    const head = plain.replace("<html", (start) => start + attributes);
    return [
      marked(head + preloads, nonce),
      // Vite's loader takes it from there for what it preloads.
      afterHeadEnd === "" ? "" : `<meta property="csp-nonce" nonce="${nonce}" />`,
      beforeBodyEnd,
      data === null ? "" : dataElement(data),
      afterBodyEnd,
    ].join("");
  };
}

/** What the browser draws around the page has the page's theme. */
function inTheme(html: string, theme: Theme): string {
  return html.replace(
    /(<meta name="theme-color"[^>]* data-theme="(\w+)"[^>]*? media=")[^"]*/g,
    (_, before: string, own: string) => before + (own === theme ? "all" : "not all"),
  );
}

/** Marks the scripts that our server names, and those that it has fetched ahead. */
function marked(html: string, nonce: string): string {
  return html.replace(
    /<(?:script(?= )|link(?= rel="modulepreload"))/g,
    (tag) => `${tag} nonce="${nonce}"`,
  );
}

/** What `mark` begins goes to the second part; all of a text that lacks it to the first. */
function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
}

/**
 * No script: a browser runs nothing of this type, and our policy has no part in it.
 *
 * Without `<`, whatever names banks and people have, nothing in it ends the element or begins a comment.
 *
 * Source: WHATWG HTML, "Restrictions for contents of script elements".
 */
function dataElement(json: string): string {
  const text = json.replaceAll("<", "\\u003c");
  return `<script type="application/json" id="${FIRST_DATA_ID}">${text}</script>`;
}
