import { expect, type Page } from "@playwright/test";
import { card, widget } from "./fixtures.ts";

/** Ana's bank, whose password has changed: the trouble that most tests begin with. */
export const EREBOR = /^Erebor/;
export const updateErebor = (page: Page) =>
  page.getByRole("button", { name: /^Actualizar Erebor/ });

export async function repairErebor(page: Page): Promise<void> {
  await updateErebor(page).click();
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
