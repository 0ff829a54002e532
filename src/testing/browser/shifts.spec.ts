import type { Page } from "@playwright/test";
import { become, card, enterAs, expect, test } from "./fixtures.ts";

/** What moves by less is not seen to move. Source: web.dev, "Cumulative Layout Shift": 0.1 is good. */
const MOST_SHIFT = 0.02;

/** Adds up what has moved by itself since the page began. */
async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState("load");
  // What comes when nothing else is going on is there, and the page has its letters.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestIdleCallback(resolve));
  });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (list: PerformanceObserverEntryList) => {
          for (const entry of list.getEntries()) {
            const isOwn = Reflect.get(entry, "hadRecentInput") === false;
            if (isOwn) sum += Number(Reflect.get(entry, "value"));
          }
        };
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
        // What is buffered comes before the next frame but one.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 860 },
})) {
  test.describe(`on a ${size}`, () => {
    test.use({ viewport });

    test("no page moves by itself while it comes", async ({ page, product }) => {
      await page.goto(product.url);
      await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible();
      expect(await shiftOf(page)).toBeLessThan(MOST_SHIFT);

      await enterAs(page, product, "Elena Vega");
      await page.reload();
      await expect(card(page, /^Erebor/).first()).toBeVisible();
      expect(await shiftOf(page)).toBeLessThan(MOST_SHIFT);
      for (const path of await pathsOf(page)) {
        await page.goto(`${product.url}${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await shiftOf(page), path).toBeLessThan(MOST_SHIFT);
      }

      await become(page, product, "Hugo Paz");
      await page.reload();
      await expect(card(page, /^Erebor/).first()).toBeVisible();
      expect(await shiftOf(page)).toBeLessThan(MOST_SHIFT);
    });
  });
}

/** A bank's page, its repair, and all repairs. */
async function pathsOf(page: Page): Promise<string[]> {
  const href = await card(page, /^Erebor/)
    .first()
    .getByRole("link")
    .getAttribute("href");
  const link = href ?? "";
  return [link, link.replace("links", "repair"), "/repair"];
}
