import { FIRST_DATA_ID } from "#contract/first-data.ts";
import type { Locale } from "#contract/locale.ts";

interface PageContent {
  locale: Locale;
  /** `<link>` elements for the head. */
  preloads: string;
  /** JSON of what the page shows first; `null` where it asks for that itself. */
  data: string | null;
}

/** Makes of the built `index.html` what gives it a language, more to fetch at once, and first data. */
export function createPageHtml(built: string): (content: PageContent) => string {
  const spoken = built.replace(/(<html\b[^>]*?) lang="[^"]*"/, "$1");
  const [beforeHeadEnd, afterHeadEnd] = splitAt(spoken, "</head>");
  const [beforeBodyEnd, afterBodyEnd] = splitAt(afterHeadEnd, "</body>");

  return ({ locale, preloads, data }) => {
    // A function, since a brand's name may hold what a replacement's text would give a meaning to.
    const head = beforeHeadEnd.replace("<html", (start) => `${start} lang="${locale}"`);
    return [
      head,
      preloads,
      beforeBodyEnd,
      data === null ? "" : dataElement(data),
      afterBodyEnd,
    ].join("");
  };
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
