import { card, enterAs, expect, expectAccessible, test, widget } from "./fixtures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a small phone in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 640 }, hasTouch: true });

    test("a person who has not only banks finds each called what it is, and repairs one", async ({
      page,
      product,
    }) => {
      const expectFits = async () => {
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
        await expectAccessible(page);
      };
      await enterAs(page, product, "Inés Robles");
      await expect(page.getByText("4 conexiones necesitan tu atención")).toBeVisible();
      await expect(card(page, "SII")).toContainText("Impuestos · Chile");
      await expectFits();

      await page.getByRole("link", { name: "IMSS" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "IMSS" })).toBeVisible();
      await expect(page.getByRole("main")).not.toContainText(/contraseña|banco/i);
      await expectFits();
      await page.goto(page.url().replace("/links/", "/repair/"));
      await expect(page.getByText("Escribes los datos que pida IMSS.")).toBeVisible();
      await expectFits();

      await page.goto(product.url);
      await page.getByRole("button", { name: "Actualizar SAT" }).click();
      await widget(page).getByRole("textbox").fill("pass_valid");
      await widget(page).getByRole("button", { name: "Actualizar" }).click();
      await expect(card(page, "SAT")).toContainText("volvió a conectarse");
    });
  });
}
