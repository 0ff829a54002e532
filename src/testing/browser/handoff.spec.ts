import type { Page } from "@playwright/test";
import * as v from "valibot";
import { Handoff } from "#contract/handoff.ts";
import { EREBOR, finishErebor, openErebor } from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, leaveWidget, test } from "./fixtures.ts";
import { core } from "./running-project.ts";

const code = (page: Page) => page.getByRole("img", { name: /^Código QR/ });

/** Asks for the code, and gives the address that is in it. */
async function askForCode(page: Page): Promise<string> {
  const answered = page.waitForResponse((response) => response.url().endsWith("/handoff"));
  await card(page, EREBOR)
    .getByRole("button", { name: /^Sigue en tu celular/ })
    .click();
  const { url } = v.parse(Handoff, await (await answered).json());
  await expect(code(page)).toBeVisible();
  return url;
}

test(
  "a repair goes on on the phone, and the desktop's code goes once the bank is connected",
  core,
  async ({ page, product, browser }) => {
    await enterAs(page, product, "Ana Torres");
    const address = await askForCode(page);
    await expectAccessible(page);
    expect(await page.content()).not.toContain(new URL(address).hash.slice(1));

    const phone = await browser.newContext({
      locale: "es-MX",
      viewport: { width: 390, height: 844 },
    });
    const onPhone = await phone.newPage();
    await onPhone.goto(address);
    await expect(onPhone.getByRole("button", { name: /^Actualizar/ })).toBeVisible();
    await expect(code(page)).toBeVisible();
    await openErebor(onPhone);
    const goesOn = page.locator("main").getByText("Sigues con Erebor Bank Mexico en tu celular.");
    await expect(goesOn).toBeVisible();
    await expect(code(page)).toBeHidden();
    await expectAccessible(page);
    await finishErebor(onPhone);
    await expect(onPhone.getByText("ya puedes cerrar esta página")).toBeVisible();

    await expect(card(page, EREBOR)).toContainText("Conectado");
    await expect(goesOn).toBeHidden();
    await expect(page.getByRole("button", { name: /^Sigue en tu celular/ })).toBeHidden();

    const again = await phone.newPage();
    await phone.clearCookies();
    await again.goto(address);
    await expect(again.getByRole("heading", { name: "Todo listo" })).toBeVisible();
    await phone.close();
  },
);

test("a person who leaves the bank's screen on the phone can ask for another code on the desktop", async ({
  page,
  product,
  browser,
}) => {
  await enterAs(page, product, "Ana Torres");
  const address = await askForCode(page);
  const phone = await browser.newContext({ locale: "es-MX" });
  const onPhone = await phone.newPage();
  await onPhone.goto(address);
  await openErebor(onPhone);
  await expect(page.locator("main").getByText("Sigues con Erebor Bank Mexico")).toBeVisible();
  await leaveWidget(onPhone);
  await expect(page.locator("main").getByText("Este código ya no vale.")).toBeVisible();
  await page.getByRole("button", { name: "Pide otro" }).click();
  await expect(code(page)).toBeVisible();
  await phone.close();
});

test("in the demo the code's address opens in a window as wide as a phone", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await askForCode(page);
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Abrir aquí en una ventana de celular" }).click();
  const popup = await opening;
  await openErebor(popup);
  await finishErebor(popup);
  await expect(card(page, EREBOR)).toContainText("Conectado");
  await expect(code(page)).toBeHidden();
});

test("a code that is shown is still there after the window was narrow for a while", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await askForCode(page);
  await page.setViewportSize({ width: 700, height: 800 });
  await expect(code(page)).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(code(page)).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("nobody is asked to go on on their phone", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await expect(card(page, EREBOR)).toBeVisible();
    await expect(page.getByRole("button", { name: /^Sigue en tu celular/ })).toHaveCount(0);
  });
});
