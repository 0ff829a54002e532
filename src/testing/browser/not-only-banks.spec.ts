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

    test("a person gives IMSS what names them and no password, and nothing moves when it is refused", async ({
      page,
      product,
    }) => {
      await enterAs(page, product, "Inés Robles");
      await page.getByRole("button", { name: "Actualizar IMSS" }).click();
      const [curp, mail] = [
        widget(page).getByLabel("CURP"),
        widget(page).getByLabel("Correo electrónico"),
      ];
      const send = widget(page).getByRole("button", { name: "Actualizar" });
      await expect(curp).toBeFocused();
      await expect(widget(page).locator("input[type=password]")).toHaveCount(0);
      // Waits until the sheet has come up.
      await send.click({ trial: true });
      const place = await send.boundingBox();

      await send.click();
      await expect(curp).toHaveAccessibleDescription("Escribe este dato: CURP.");
      await expect(mail).toHaveAttribute("aria-invalid", "true");
      await curp.fill("blpm951331ionvgr54");
      await mail.fill("nobody@example.com");
      await send.click();
      await expect(widget(page).getByRole("alert")).toContainText("IMSS no aceptó estos datos");
      for (const field of [curp, mail]) {
        await expect(field).toHaveAccessibleDescription(/^IMSS no aceptó/);
      }
      expect(await send.boundingBox()).toEqual(place);
      await expectAccessible(page);

      await widget(page).getByRole("button", { name: "Llenar con datos de prueba" }).click();
      await send.click();
      await expect(card(page, "IMSS")).toContainText("volvió a conectarse");
    });
  });
}
