import type { Locator, Page } from "@playwright/test";

/**
 * How long a mouse rests on a button, the last part of it with the button down, and how long a finger
 * stays on one, before there is a click.
 *
 * Source: A. Dieulot, "Instant pages with just-in-time preloading", 2019: over 300 ms after the first
 * 65, 80 ms and 90 ms on average.
 */
const RESTS_MS = 365;
const MOUSE_DOWN_MS = 80;
const TOUCH_MS = 90;

/**
 * From the key that brings the focus to the one that presses.
 *
 * Source: Card, Moran and Newell, "The keystroke-level model": 280 ms a key. The person has to see
 * where the focus is besides, for which nothing is added.
 */
const NEXT_KEY_MS = 280;
/** More than any page has before its first button. */
const MOST_TABS = 60;

async function middleOf(button: Locator): Promise<{ x: number; y: number }> {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error("the button is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function pressByMouse(page: Page, button: Locator): Promise<void> {
  const { x, y } = await middleOf(button);
  await page.mouse.move(x, y);
  await page.waitForTimeout(RESTS_MS - MOUSE_DOWN_MS);
  await page.mouse.down();
  await page.waitForTimeout(MOUSE_DOWN_MS);
  await page.mouse.up();
}

export async function pressByKeyboard(page: Page, button: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((element) => element === document.activeElement)) {
      await page.waitForTimeout(NEXT_KEY_MS);
      await page.keyboard.press("Enter");
      return;
    }
  }
  throw new Error("the focus does not come to the button");
}

/** Playwright's own tap takes no time, as no finger does. */
export async function pressByTouch(page: Page, button: Locator): Promise<void> {
  const point = await middleOf(button);
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
  await page.waitForTimeout(TOUCH_MS);
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
