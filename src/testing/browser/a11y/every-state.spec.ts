import type { Page } from "@playwright/test";
import { become, card, enterAs, expect, expectAccessible, test } from "../fixtures.ts";
import type { Product } from "../product.ts";

/** One of each situation: with them, every state that a link is in without anything failing. */
const PEOPLE = ["Ana", "Bruno", "Carla", "Diego", "Elena", "Fábio", "Gabriela", "Hugo", "Inés"];
/** A theme changes colours only: what does not depend on them is looked at once. */
const BY_COLOUR = { rules: ["color-contrast", "link-in-text-block"] };
const THEMES = {
  light: { media: { colorScheme: "light" }, scope: {} },
  dark: { media: { colorScheme: "dark" }, scope: BY_COLOUR },
  "forced colours": { media: { forcedColors: "active" }, scope: BY_COLOUR },
} as const;

/** Comes in, and waits until the page shows what it was asked for. */
async function enter(page: Page, product: Product, person: string): Promise<void> {
  await become(page, product, person);
  await expect(page.getByRole("button", { name: "Salir" })).toBeVisible();
  await expect(page.locator("main ul[aria-hidden=true]")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

for (const [theme, { media, scope }] of Object.entries(THEMES)) {
  test.describe(`in ${theme}`, () => {
    test("axe finds nothing on any page, for any of the demo's people", async ({
      page,
      product,
    }) => {
      test.slow();
      await page.emulateMedia(media);
      for (const address of ["/", "/enter#cut-short", "/nowhere", "/lab"]) {
        await page.goto(`${product.url}${address}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page, scope);
      }
      for (const person of PEOPLE) {
        await enter(page, product, person);
        const first = page.getByRole("article").first();
        if (person !== "Gabriela") await expect(first).toBeVisible();
        await expectAccessible(page, scope);
        if (person === "Gabriela" || person === "Hugo") continue;

        const name = first.getByRole("heading").getByRole("link");
        const [link, bank] = [await name.getAttribute("href"), await name.innerText()];
        await page.goto(`${product.url}${link}`);
        await expect(page.getByRole("heading", { name: "Historial" })).toBeVisible();
        await expectAccessible(page, scope);
        await page.goto(`${product.url}${link?.replace("links", "repair")}`);
        await expect(page.getByRole("heading", { level: 1, name: bank })).toBeVisible();
        await expectAccessible(page, scope);
      }
      await enter(page, product, "Elena");
      await page.getByRole("button", { name: "Reparar los 5 bancos" }).click();
      await expect(page.getByText("Banco 1 de 5").first()).toBeVisible();
      await expectAccessible(page, scope);
    });

    test("axe finds nothing while a bank is down, unsure, or Belvo is away", async ({
      page,
      product,
      belvo,
    }) => {
      await page.emulateMedia(media);
      await enterAs(page, product, "Carla Ríos");
      await belvo.setFaults({ loginError: "institution_down" });
      await page.getByRole("link", { name: "Gringotts Mexico" }).click();
      await page.getByRole("button", { name: "Actualizar mis datos" }).click();
      await expect(page.getByText("El banco no responde").first()).toBeVisible();
      await expectAccessible(page, scope);
      await page.getByRole("button", { name: /^Avisarme cuando/ }).click();
      await expect(page.getByText(/Te avisaremos/).first()).toBeVisible();
      await expectAccessible(page, scope);

      await product.killSandbox();
      await page.getByRole("link", { name: "Tus bancos", exact: true }).click();
      await expect(card(page, "Gringotts Mexico")).toContainText("El banco no responde");
      await expectAccessible(page, scope);
    });
  });
}
