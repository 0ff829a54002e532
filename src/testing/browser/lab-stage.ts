import type { FrameLocator, Locator, Page } from "@playwright/test";
import type { LabScenarioId } from "#contract/lab.ts";
import { expect } from "./fixtures.ts";
import type { Product } from "./product.ts";

/** The lab as its presenter has it: every scene by its address, with what its guide says to do. */
interface Stage {
  /** The page that the scene is about, in its frame. */
  app: FrameLocator;
  make: (act: string) => Promise<void>;
  trace: (event: string, text: string | RegExp) => Locator;
}

/** The lab's frame with the page in it. */
export const phone = (page: Page) => page.frameLocator('iframe[title="Lo que ve la persona"]');

export async function openScene(
  page: Page,
  { url }: Product,
  scenario: LabScenarioId,
): Promise<Stage> {
  // What fades in has too little contrast while it does.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${url}/lab?scenario=${scenario}`);
  const app = phone(page);
  await expect(app.getByRole("article").first()).toBeVisible();
  return {
    app,
    make: (act) => page.getByRole("button", { name: act, exact: true }).click(),
    trace: (event, text) => page.locator(`[data-event="${event}"]`).filter({ hasText: text }),
  };
}

export const update = ({ app }: Stage) => app.getByRole("button", { name: /^Actualizar/ }).click();

/** What the presenter's act came to, as it is said to who listens. */
export const said = (page: Page) => page.locator("[role=status]").first();
