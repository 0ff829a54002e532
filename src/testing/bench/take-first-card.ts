import type { Browser } from "@playwright/test";
import type { Visitor } from "./sign-in.ts";
import { slowDown } from "./take-opening.ts";

declare global {
  interface Window {
    /** When the first card was in the document, and when on the screen, since the navigation began. */
    benchFirstCard?: { drawnMs: number; seenMs: number };
  }
}

export interface FirstCard {
  ms: number;
  /** Requests that had to wait for one another until then. */
  rounds: number;
}

const TIMEOUT_MS = 20_000;

/** Opens an address in a browser context that has seen nothing yet, until its first card is there. */
export async function takeFirstCard(
  browser: Browser,
  url: string,
  storageState: Visitor["storageState"],
): Promise<FirstCard> {
  const context = await browser.newContext({ locale: "es-MX", storageState });
  try {
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    await slowDown(page);
    await page.addInitScript(watchFirstCard);
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => window.benchFirstCard !== undefined);
    return await page.evaluate(readFirstCard);
  } finally {
    await context.close();
  }
}

function watchFirstCard(): void {
  if (window !== window.top) return;
  const observer = new MutationObserver(() => {
    if (!document.querySelector("article")) return;
    observer.disconnect();
    const drawnMs = performance.now();
    // What is there before a frame is on the screen with the next.
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.benchFirstCard = { drawnMs, seenMs: performance.now() };
      }),
    );
  });
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * What ended before the card was drawn may have been waited for, and nothing else can have been. A
 * request begins a round when it began after another one of the round before had ended.
 */
function readFirstCard(): FirstCard {
  const { drawnMs, seenMs } = window.benchFirstCard ?? { drawnMs: 0, seenMs: Number.NaN };
  const requests = ["navigation", "resource"]
    .flatMap((type) => performance.getEntriesByType(type))
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .map(({ startTime, responseEnd }) => ({ startTime, responseEnd, round: 1 }))
    .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= drawnMs)
    .sort((one, other) => one.startTime - other.startTime);
  for (const request of requests) {
    for (const before of requests) {
      if (before.responseEnd > request.startTime) continue;
      request.round = Math.max(request.round, before.round + 1);
    }
  }
  return { ms: seenMs, rounds: Math.max(...requests.map(({ round }) => round)) };
}
