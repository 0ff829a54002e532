import type { Page } from "@playwright/test";
import { core } from "./chaos.ts";
import {
  EREBOR,
  finishErebor,
  insistOnErebor,
  openErebor,
  repairErebor,
  updateErebor,
} from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, sendPassword, test, widget } from "./fixtures.ts";

/** The page asks by itself, and more often, where nobody tells it of changes. */
const blockStreams = (page: Page) => page.route("**/api/live", (route) => route.abort());

test("the page survives Belvo's death and heals when it is back", async ({ page, product }) => {
  test.slow();
  // Cut off in the middle of its script, the widget needs a new page; that has a test of its own.
  const script = page.waitForEvent("requestfinished", (request) =>
    request.url().endsWith("stable-main.js"),
  );
  await blockStreams(page);
  await enterAs(page, product, "Ana Torres");
  await script;
  await product.killSandbox();
  await expect(page.getByText(/No podemos consultar a tus bancos/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("No podemos abrir la pantalla de tu banco");
  await expectAccessible(page);

  await product.startSandbox();
  await expect(page.getByText(/No podemos consultar a tus bancos/)).toBeHidden({
    timeout: 30_000,
  });
  await repairErebor(page);
});

test("a slow Belvo is answered on the screen at once", async ({ page, product, belvo }) => {
  await enterAs(page, product, "Ana Torres");
  await belvo.dial({ delayMs: 1500 });
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("Abriendo la pantalla de", { timeout: 500 });
  await expect(updateErebor(page)).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await insistOnErebor(page);
  await finishErebor(page);
});

for (const { trouble, loginError, onScreen, onCard } of [
  {
    trouble: "a bank that is down",
    loginError: "institution_down",
    onScreen: "no funciona ahora",
    onCard: "no está funcionando ahora. No es tu culpa",
  },
  {
    trouble: "too many sessions at the bank",
    loginError: "too_many_sessions",
    onScreen: "Tienes otra sesión abierta",
    onCard: "Ciérrala, espera dos minutos",
  },
]) {
  test(
    `${trouble} is explained, changes nothing, and passes`,
    core,
    async ({ page, product, belvo }) => {
      const before = await belvo.links("demo-ana");
      await enterAs(page, product, "Ana Torres");
      await belvo.dial({ loginError });
      await openErebor(page);
      await sendPassword(page);
      await expect(widget(page).getByRole("heading", { name: onScreen })).toBeVisible();
      await widget(page).getByRole("button", { name: "Ahora no" }).click();
      await widget(page).getByRole("button", { name: "Salir" }).click();

      await expect(card(page, EREBOR)).toContainText(onCard);
      await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
      expect(await belvo.links("demo-ana")).toEqual(before);
      await expectAccessible(page);

      await belvo.dial({});
      await repairErebor(page);
    },
  );
}

for (const { trouble, faults, onCard } of [
  {
    trouble: "a Belvo that turns our server away",
    faults: { rateLimit: { relinkRequests: 0 } },
    onCard: "Hay muchos intentos en este momento",
  },
  {
    trouble: "a Belvo that answers 500",
    faults: { errorRate: 1, errorStatuses: [500] },
    onCard: "No podemos abrir la pantalla de tu banco ahora",
  },
]) {
  test(`${trouble} is explained, and the list stays`, async ({ page, product, belvo }) => {
    await blockStreams(page);
    await enterAs(page, product, "Ana Torres");
    await belvo.dial(faults);
    await updateErebor(page).click();
    await expect(card(page, EREBOR)).toContainText(onCard);
    // Until the list has been read in vain: what was shown stays.
    await expect(page.getByText(/No podemos consultar a tus bancos/)).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole("article")).toHaveCount(3);
    await expect(page.locator("#belvo iframe")).toHaveCount(0);
    await expectAccessible(page);
  });
}
