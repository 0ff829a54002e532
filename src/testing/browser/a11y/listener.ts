import type { Locator, Page } from "@playwright/test";
import type { Product } from "../product.ts";
import { expect, openFrame, test } from "../fixtures.ts";

declare global {
  interface Window {
    /** What the live region has said, for a page that is listened to. */
    said: string[];
  }
}

/** One thing that people who do not use a mouse or a screen can count on. */
export const behaviour = (what: string, check: () => Promise<void>) => test.step(what, check);

/** Notes all that the page's live region says, from its first moment on. */
export async function listen(page: Page): Promise<{ heard: () => Promise<string[]> }> {
  await page.addInitScript(() => {
    if (window.top !== window) return;
    window.said = [];
    let last = "";
    new MutationObserver(() => {
      const now = document.querySelector('[role="status"]')?.textContent ?? "";
      if (now !== last && now !== "") window.said.push(now);
      last = now;
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  return { heard: () => page.evaluate(() => window.said) };
}

/** Presses Tab until focus is where it should be. */
export async function tabTo(page: Page, goal: Locator, most = 40): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(goal, "reached by Tab").toBeFocused();
}

/** Comes in by keyboard alone. */
export async function enterByKeyboard(page: Page, product: Product, name: string): Promise<void> {
  await page.goto(product.url);
  const person = page.getByRole("button", { name: new RegExp(name) });
  await expect(person).toBeVisible();
  await person.press("Enter");
  // Whoever goes elsewhere before is not let in.
  await expect(person).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Leaves the bank's screen by keyboard, as the sandbox's widget has it. */
export async function leaveByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(openFrame(page)).toHaveCount(0);
}

/** What a browser tells of where focus is, e.g. `BODY`. */
export function focusedTag(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.tagName ?? "none");
}
