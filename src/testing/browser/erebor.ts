import { expect, type Page } from "@playwright/test";
import { card, sendPassword, type App } from "./fixtures.ts";
import { insist, openBank } from "./open-bank.ts";

/** Ana's bank, whose password has changed: the trouble that most tests begin with. */
export const EREBOR = /^Erebor/;
export const updateErebor = (page: App) => page.getByRole("button", { name: /^Actualizar Erebor/ });

/** @returns How often Update had to be pressed. */
export function openErebor(page: Page): Promise<number> {
  return openBank(page, () => updateErebor(page).click());
}

/** Goes on once Update has been pressed. */
export async function insistOnErebor(page: Page): Promise<void> {
  await insist(page, () => updateErebor(page).click());
}

export async function repairErebor(page: Page): Promise<void> {
  await openErebor(page);
  await finishErebor(page);
}

export async function finishErebor(page: App): Promise<void> {
  await sendPassword(page);
  await expect(card(page, EREBOR)).toContainText("Conectado");
  await expectWidgetGone(page);
}

/** A live change may tell of a repair while the widget is still there. */
export async function expectWidgetGone(page: App): Promise<void> {
  await expect(page.locator("#root")).not.toHaveAttribute("inert");
}
