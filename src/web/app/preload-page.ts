import { matchPath } from "react-router-dom";
import type { FirstData } from "#contract/first-data.ts";
import type { I18n } from "../i18n/load-i18n.ts";
import { forAnybody, startPage } from "./app-pages.tsx";
import { laterPages } from "./one-person.tsx";

/** So long a page that is on its way is waited for; then what stands for it is shown. */
const WAIT_MS = 300;

/**
 * Waits for the script and the words of the page that is shown first, which the HTML has named: nothing then stands in its
 * place that would move as it comes.
 *
 * @param i18n How the page speaks at first.
 * @param first What the page came with; where it came with nothing, nobody knows which page is shown.
 */
export async function preloadPage(
  pathname: string,
  i18n: I18n,
  first: FirstData | null,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  const isAt = ({ path }: { path: string }) => matchPath(path, pathname) !== null;
  const own = first?.session.user ? laterPages.find(isAt)?.Page : startPage;
  const page = forAnybody.find(isAt)?.Page ?? (first ? own : undefined);
  if (!page) return;
  // Drawn, it says that it did not come.
  const coming = page.preload(i18n).catch(() => undefined);
  await Promise.race([coming, wait(WAIT_MS)]);
}
