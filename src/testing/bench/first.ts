import { chromium, type Browser } from "@playwright/test";
import { chromiumArguments, findChromium } from "../browser/chromium.ts";
import { startBuiltProduct } from "../browser/product.ts";
import { describeFirst, roundsOf, type Visits } from "./describe-first.ts";
import type { PartResult } from "./part-result.ts";
import { serveEmptyPage } from "./serve-empty-page.ts";
import { signIn } from "./sign-in.ts";
import { takeFirstCard, type FirstCard } from "./take-first-card.ts";

/**
 * How long people wait for the first card of the list, and for the page that repairs one bank, beside
 * a page that is React and nothing else.
 */
const VISITS = 15;
const MOST_ROUNDS = 2;

/** @param count Visits of each page. */
export async function measure(count: number | null): Promise<PartResult> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: chromiumArguments,
  });
  const product = await startBuiltProduct();
  const empty = await serveEmptyPage();
  try {
    const { storageState, repairs } = await signIn(product.url, "demo-ana");
    const repairPath = repairs.replace("/api/links/", "/repair/").replace(/\/repairs$/, "");
    const pages = [
      { name: "empty", url: empty.url, cards: new Array<FirstCard>() },
      { name: "home", url: `${product.url}/`, cards: new Array<FirstCard>() },
      { name: "repair", url: `${product.url}${repairPath}`, cards: new Array<FirstCard>() },
    ] as const;
    await takeTurns(browser, pages, { storageState, visits: count ?? VISITS });
    const rounds = Math.max(...pages.map(roundsOf));
    const failure =
      rounds > MOST_ROUNDS ? `A first card took ${rounds} round trips, of ${MOST_ROUNDS}.` : null;
    return { ...describeFirst(pages), failure };
  } finally {
    await Promise.all([browser.close(), product.stop(), empty.close()]);
  }
}

/** In every round from another page on. The first round is for warming up. */
async function takeTurns(
  browser: Browser,
  pages: readonly Visits[],
  {
    storageState,
    visits,
  }: Pick<Awaited<ReturnType<typeof signIn>>, "storageState"> & {
    visits: number;
  },
): Promise<void> {
  for (let round = 0; round <= visits; round += 1) {
    const first = round % pages.length;
    for (const page of [...pages.slice(first), ...pages.slice(0, first)]) {
      const card = await takeFirstCard(browser, page.url, storageState);
      if (round > 0) page.cards.push(card);
    }
  }
}
