import { expect, type Page } from "@playwright/test";
import { card, widget } from "./fixtures.ts";
import { insist, openBank } from "./open-bank.ts";

/** Ana's bank, whose password has changed: the trouble that most tests begin with. */
export const EREBOR = /^Erebor/;
export const updateErebor = (page: Page) =>
  page.getByRole("button", { name: /^Actualizar Erebor/ });

/** @returns How often Update had to be pressed. */
export function openErebor(page: Page, how?: Parameters<typeof openBank>[2]): Promise<number> {
  return openBank(page, () => updateErebor(page).click(), how);
}

/** Goes on once Update has been pressed. */
export async function insistOnErebor(page: Page): Promise<void> {
  await insist(page, () => updateErebor(page).click());
}

export async function repairErebor(page: Page): Promise<void> {
  await openErebor(page);
  await finishErebor(page);
}

export async function sendPassword(page: Page): Promise<void> {
  await widget(page).getByLabel("Contraseña", { exact: true }).fill("pass_valid");
  await widget(page).getByRole("button", { name: "Actualizar" }).click();
}

export async function finishErebor(page: Page): Promise<void> {
  await sendPassword(page);
  await expect(card(page, EREBOR)).toContainText("Conectado");
}
