import type { Browser, Page } from "@playwright/test";
import type { Visitor } from "./sign-in.ts";
import { watchPress, watchWidget, watchWidgetInFrames } from "./stopwatch.ts";
import type { Way } from "./ways.ts";

/**
 * The line and the machine of a person at the 75th percentile.
 *
 * Source: Alex Russell, "The Performance Inequality Gap, 2026".
 */
export const CONDITIONS = { downMbit: 9, upMbit: 3, latencyMs: 100, cpuSlowdown: 4 } as const;

const BYTES_A_MBIT = 1_000_000 / 8;
const TIMEOUT_MS = 15_000;

export interface Opening {
  /** Milliseconds from the press to the page's own word; `null` where it says none. */
  feedback: number | null;
  /** The same to anything in the widget's frame, and to the first field of its form. */
  widget: number;
  field: number;
  /** Bodies of our own scripts that the page had fetched before the press, as on the line. */
  scriptBytes: number;
}

/** Opens the widget once, in a browser context that has seen nothing yet. */
export async function takeOpening(browser: Browser, way: Way, visitor: Visitor): Promise<Opening> {
  const { storageState } = visitor;
  const { context: more = {} } = way;
  // A bare page stands at an address of ours, whose policy lets no script of Belvo's run.
  const context = await browser.newContext({
    locale: "es-MX",
    storageState,
    bypassCSP: true,
    ...more,
  });
  try {
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    await slowDown(page);
    await page.addInitScript(watchWidgetInFrames);
    const update = await way.prepare(page, visitor);
    const scriptBytes = await weighScripts(page);
    await page.evaluate(watchPress);
    await page.evaluate(watchWidget);
    await way.press(page, update);
    return { ...(await readTimes(page)), scriptBytes };
  } finally {
    await context.close();
  }
}

/** Gives a page that line and that machine. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: CONDITIONS.latencyMs,
    downloadThroughput: CONDITIONS.downMbit * BYTES_A_MBIT,
    uploadThroughput: CONDITIONS.upMbit * BYTES_A_MBIT,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: CONDITIONS.cpuSlowdown });
}

function weighScripts(page: Page): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.startsWith(`${location.origin}/assets/`) && name.endsWith(".js"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
}

/** The widget's document may be another than the page's; both go by the machine's clock. */
async function readTimes(page: Page): Promise<Pick<Opening, "feedback" | "widget" | "field">> {
  const end = Date.now() + TIMEOUT_MS;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const seen = await frame.evaluate(() => window.benchSeen).catch(() => undefined);
      const press = seen && (await page.evaluate(() => window.benchPress));
      if (!press) continue;
      const { pressedAt, feedbackAt } = press;
      return {
        feedback: feedbackAt === null ? null : feedbackAt - pressedAt,
        widget: seen.widget - pressedAt,
        field: seen.field - pressedAt,
      };
    }
    await page.waitForTimeout(100);
  }
  throw new Error("the widget did not open");
}
