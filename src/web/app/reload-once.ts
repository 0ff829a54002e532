const KEY = "relink-reloaded-at";
/** After a fresh page that did not help, another one so soon would not either. */
const AGAIN_AFTER_MS = 10 * 60 * 1000;

interface Browser {
  /** May be refused. */
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem">;
  readonly location: Pick<Location, "reload">;
}

/**
 * Loads the page afresh, where that was not done lately: a new version of it has its parts under other
 * names. Where the browser cannot remember that it was done, it is not done at all.
 *
 * @returns False when nothing happens.
 */
export function reloadOnce(browser: Browser, now: number): boolean {
  try {
    const last = Number(browser.sessionStorage.getItem(KEY) ?? -Infinity);
    if (Math.abs(now - last) < AGAIN_AFTER_MS) return false;
    browser.sessionStorage.setItem(KEY, String(now));
  } catch {
    return false;
  }
  browser.location.reload();
  return true;
}
