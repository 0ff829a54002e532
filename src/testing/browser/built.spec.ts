import type { Page } from "@playwright/test";
import { EREBOR, finishErebor, openErebor, repairErebor, updateErebor } from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, test } from "./fixtures.ts";
import { core } from "./running-project.ts";

test.use({ isBuilt: true });

/** The page asks by itself, and more often, where nobody tells it of changes. */
const blockStreams = (page: Page) => page.route("**/api/live*", (route) => route.abort());

test(
  "the built product, as two processes, repairs a link and shows a change that a webhook tells",
  core,
  async ({ page, product, belvo }) => {
    const [other] = (await belvo.links("demo-ana")).filter(({ status }) => status === "valid");
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await finishErebor(page);
    await page.reload();
    await expect(card(page, EREBOR)).toContainText("Conectado");

    await belvo.breakLink(other?.id ?? "");
    // By chance the webhook is lost; then the page asks again after half a minute.
    await expect(page.getByRole("article").filter({ hasText: "Contraseña nueva" })).toHaveCount(1, {
      timeout: 90_000,
    });
  },
);

test("the page keeps its list while Belvo is gone, and repairs once it is back", async ({
  page,
  product,
}) => {
  await blockStreams(page);
  await enterAs(page, product, "Ana Torres");
  await product.killSandbox();
  // One poll has asked in vain, and the next tells of it.
  await expect(page.getByText(/No podemos consultar a tus bancos/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("No podemos abrir la pantalla de tu banco");
  await expectAccessible(page);

  await product.startSandbox();
  await expect(page.getByText(/No podemos consultar a tus bancos/)).toBeHidden({
    timeout: 60_000,
  });
  await repairErebor(page);
});
