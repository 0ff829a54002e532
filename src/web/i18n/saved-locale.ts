import { LOCALE_COOKIE, parseLocale } from "#contract/locale.ts";
import type { UiLocale } from "./ui-locales.ts";

/** Where choices were kept that the server did not need to know of. */
const OLD_KEY = "relink-language";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The browser, as far as it keeps a choice. Each part may be refused. */
export interface ChoiceBrowser {
  readonly document: { cookie: string };
  readonly location: { readonly protocol: string };
  readonly localStorage: Pick<Storage, "getItem" | "removeItem">;
}

/** The language that the person once chose in this browser; `null` when they never did. */
export function savedLocale(browser: ChoiceBrowser): UiLocale | null {
  return readCookie(browser) ?? takeOverOld(browser);
}

/** Keeps it where the server can read it too, so that the HTML names the right words. */
export function saveLocale({ document, location }: ChoiceBrowser, uiLocale: UiLocale): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  try {
    document.cookie = `${LOCALE_COOKIE}=${uiLocale}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure}`;
  } catch {
    // The browser may keep nothing for us; then the choice holds for this page.
  }
}

function readCookie({ document }: ChoiceBrowser): UiLocale | null {
  try {
    const start = `${LOCALE_COOKIE}=`;
    const cookie = document.cookie.split("; ").find((each) => each.startsWith(start));
    return parseLocale(cookie?.slice(start.length));
  } catch {
    return null;
  }
}

function takeOverOld(browser: ChoiceBrowser): UiLocale | null {
  try {
    const old = parseLocale(browser.localStorage.getItem(OLD_KEY) ?? undefined);
    if (old) saveLocale(browser, old);
    if (readCookie(browser) === old) browser.localStorage.removeItem(OLD_KEY);
    return old;
  } catch {
    return null;
  }
}
