import { EREBOR, finishErebor, openErebor } from "./erebor.ts";
import { card, enterAs, expect, test } from "./fixtures.ts";

test("a printed receipt says whose it is and what was repaired, and has nothing to press", async ({
  page,
  product,
}) => {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  await finishErebor(page);
  await expect(card(page, EREBOR)).toContainText("Reparado");
  // The end has one check: that which is drawn.
  await expect(card(page, EREBOR).locator("svg > circle")).toHaveCount(1);
  await expect(page.getByText("Todo está conectado")).toBeVisible();
  await expect(page.locator("main header svg:visible")).toHaveCount(0);
  const state = card(page, EREBOR).getByText("Conectado", { exact: true });
  await expect(state.locator("xpath=..").locator("svg:visible")).toHaveCount(0);
  await card(page, EREBOR).getByRole("link").first().click();
  await page.getByText("Comprobante").click();
  await page.getByRole("button", { name: "Imprimir" }).click();
  await page.emulateMedia({ media: "print" });

  for (const text of ["Relink", "Ana Torres", "Comprobante", "Erebor Bank Mexico"]) {
    await expect(page.getByText(text, { exact: true }).locator("visible=true")).toHaveCount(1);
  }
  const receipt = page.locator("details").locator("visible=true");
  await expect(receipt).toContainText("Qué pasabaTu contraseña dejó de funcionar");
  await expect(receipt).toContainText(/Confirmado.*\d/);
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Historial" })).toBeHidden();

  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.getByRole("heading", { name: "Historial" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
});
