import { gzipSync } from "node:zlib";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { LOCALE_COOKIE, parseLocale, pickLocale, type Locale } from "#contract/locale.ts";
import type { Theme } from "#contract/session.ts";
import type { AppEnv } from "../http/app-env.ts";
import { siteFile, type Site, type SiteFile } from "./load-site.ts";
import { createPageHtml } from "./page-html.ts";
import { readPreloads, type PagePart } from "./preloads.ts";

/** What a page of one request shows first. */
export interface FirstPage {
  /** Loaded besides what every page needs; `null` for nothing. */
  part: PagePart | null;
  /** JSON for this request alone; `null` where the page has none. */
  data: string | null;
  /** What the host said of the page of whoever is there; `null` where it said nothing. */
  locale: Locale | null;
  theme: Theme | null;
}

/** A browser names a few languages; anybody may name many. */
const MOST_LANGUAGES = 20;

/**
 * Makes the HTML that answers a request: in the person's language, and naming all that their browser
 * has to fetch before it can show anything.
 *
 * @returns `null` where no page was built.
 */
export function createFirstPages(
  site: Site,
): ((c: Context<AppEnv>, page: FirstPage, nonce: string) => SiteFile) | null {
  const built = site.get("/index.html");
  if (!built) return null;
  const { type } = built;
  const htmlOf = createPageHtml(new TextDecoder().decode(built.body));
  const preloadsOf = readPreloads(site);

  return (c, { part, data, theme, ...asked }, nonce) => {
    const locale = localeFor(c, asked.locale);
    const preloads = preloadsOf(locale, part);
    const body = new TextEncoder().encode(htmlOf({ locale, theme, preloads, data, nonce }));
    // Nothing in it is a secret together with what a stranger chose: no length gives anything away.
    return { ...siteFile(type, body), gzip: new Uint8Array(gzipSync(body)) };
  };
}

/**
 * As the page itself picks it: by the cookie that it keeps a choice in, else by the host's word, else by the
 * browser's languages.
 */
function localeFor(c: Context<AppEnv>, asked: Locale | null): Locale {
  const chosen = parseLocale(getCookie(c, LOCALE_COOKIE)) ?? asked;
  return pickLocale(preferredBy(c.req.header("Accept-Language") ?? ""), chosen);
}

/** The tags of an `Accept-Language` header, best first. */
function preferredBy(header: string): string[] {
  return header
    .split(",", MOST_LANGUAGES)
    .map((each) => {
      const [tag = "", ...parameters] = each.split(";").map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
