import { expect, type Locator, type Page } from "@playwright/test";
import { isChaos } from "./running-project.ts";

/** What the page says when it was our server or Belvo that could not open the bank's screen. */
const TRY_AGAIN =
  /No podemos abrir la pantalla de tu banco ahora|Hay muchos intentos en este momento/;
const NOT_LISTED = /Intentar ahora|Try now|Tentar agora/;

/** As people do who are told to try again: not at once, and not for ever. */
const PATIENCE = { intervals: [1_500, 3_000, 6_000, 12_000], timeout: 60_000 };

/**
 * Presses Update, and where things go wrong again for as long as the page asks for that.
 *
 * @returns How often it was pressed.
 */
export async function openBank(page: Page, press: () => Promise<unknown>): Promise<number> {
  await press();
  return 1 + (await insist(page, press));
}

/** The same, once Update has been pressed. */
export async function insist(page: Page, press: () => Promise<unknown>): Promise<number> {
  if (!isChaos()) return 0;

  let presses = 0;
  const notice = page.locator("main [data-phase]");
  await expect(async () => {
    // Wherever a repair has got, its beginning is over.
    await expect(notice).toHaveAttribute("data-phase", /^(?!preparing)/);
    const said = await notice.innerText();
    if (!TRY_AGAIN.test(said)) return;
    presses += 1;
    await press();
    throw new Error("the bank's screen did not open");
  }).toPass(PATIENCE);
  return presses;
}

/** Waits for what a page shows that could read a list; where things go wrong, helps as it offers. */
export async function expectListed(page: Page, shown: Locator): Promise<void> {
  if (!isChaos()) return expect(shown).toBeVisible();

  const again = page.getByRole("button", { name: NOT_LISTED });
  await expect(async () => {
    await expect(shown.or(again)).toBeVisible();
    if (await again.isVisible()) await again.click();
    await expect(shown).toBeVisible({ timeout: 2_000 });
  }).toPass(PATIENCE);
}
