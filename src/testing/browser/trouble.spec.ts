import type { Page } from "@playwright/test";
import { card, enterAs, expect, expectAccessible, test, widget } from "./fixtures.ts";

const EREBOR = /^Erebor/;
const updateErebor = (page: Page) => page.getByRole("button", { name: /^Actualizar Erebor/ });

async function repairErebor(page: Page): Promise<void> {
  await updateErebor(page).click();
  await finishErebor(page);
}

async function sendPassword(page: Page): Promise<void> {
  await widget(page).getByLabel("Contraseña", { exact: true }).fill("pass_valid");
  await widget(page).getByRole("button", { name: "Actualizar" }).click();
}

async function finishErebor(page: Page): Promise<void> {
  await sendPassword(page);
  await expect(card(page, EREBOR)).toContainText("Conectado");
}

test("a blocked script is explained, and a second try works without a reload", async ({
  page,
  product,
}) => {
  await page.route("**/belvo-widget-1-stable.js", (route) => route.abort("blockedbyclient"));
  await enterAs(page, product, "Ana Torres");
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("bloqueador de anuncios");
  await expectAccessible(page);

  await page.unroute("**/belvo-widget-1-stable.js");
  await repairErebor(page);
});

test("a module that does not arrive is explained, and a reload helps", async ({
  page,
  product,
}) => {
  await page.route("**/belvo-widget-1-stable-main.js", (route) => route.abort("failed"));
  await enterAs(page, product, "Ana Torres");
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("Recarga esta página");

  await page.unroute("**/belvo-widget-1-stable-main.js");
  await page.getByRole("button", { name: "Recargar e intentar" }).click();
  await repairErebor(page);
});

test("a token that runs out with the widget open is renewed once, quietly", async ({
  page,
  product,
  belvo,
}) => {
  await enterAs(page, product, "Ana Torres");
  await updateErebor(page).click();
  const password = widget(page).getByLabel("Contraseña", { exact: true });
  await password.fill("pass_valid");
  await belvo.control("POST", "/clock", { advanceMs: 10 * 60 * 1000 + 1000 });
  await widget(page).getByRole("button", { name: "Actualizar" }).click();

  // The same screen again, empty, with a new token.
  await expect(password).toHaveValue("");
  await finishErebor(page);
});

test("a tab closed before the success callback finds the link repaired", async ({
  page,
  context,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await updateErebor(page).click();
  await widget(page).getByLabel("Contraseña", { exact: true }).fill("pass_valid");
  const updated = page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.ok(),
  );
  await widget(page).getByRole("button", { name: "Actualizar" }).click();
  await updated;
  await page.close();

  const next = await context.newPage();
  await next.goto(product.url);
  await expect(card(next, EREBOR)).toContainText("Conectado");
  await expect(card(next, EREBOR)).toContainText("Reparado");
});

test("a reload in the middle loses nothing", async ({ page, product }) => {
  await enterAs(page, product, "Ana Torres");
  await updateErebor(page).click();
  await expect(widget(page).getByLabel("Contraseña", { exact: true })).toBeVisible();
  await page.reload();
  await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
  await repairErebor(page);
});

test("the back button leaves the widget's page as it was", async ({ page, product }) => {
  await enterAs(page, product, "Ana Torres");
  await page.getByRole("link", { name: EREBOR }).click();
  await expect(page.getByRole("heading", { level: 1, name: EREBOR })).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Tus bancos" })).toBeVisible();
  await page.goForward();
  await repairErebor(page);
});

test("a double click opens one repair", async ({ page, product }) => {
  const repairs: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/repairs")) repairs.push(request.url());
  });
  await enterAs(page, product, "Ana Torres");
  await updateErebor(page).dblclick();
  await finishErebor(page);
  expect(repairs).toHaveLength(1);
});

test("two tabs do not repair one link at a time, and both end up right", async ({
  page,
  context,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  const other = await context.newPage();
  await other.goto(product.url);
  await updateErebor(page).click();
  await expect(widget(page).getByLabel("Contraseña", { exact: true })).toBeVisible();

  await updateErebor(other).click();
  await expect(card(other, EREBOR)).toContainText("otra pestaña");
  await expect(other.locator("#belvo iframe")).toHaveCount(0);

  await finishErebor(page);
  await expect(card(other, EREBOR)).toContainText("Conectado", { timeout: 20_000 });
  await expect(card(other, EREBOR)).not.toContainText("otra pestaña");
});

test("the page survives Belvo's death and heals when it is back", async ({ page, product }) => {
  await enterAs(page, product, "Ana Torres");
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

test("being offline is said, and passes", async ({ page, context, product }) => {
  await enterAs(page, product, "Ana Torres");
  await context.setOffline(true);
  await expect(page.getByText(/No tienes conexión a internet/).first()).toBeVisible();
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("No tienes conexión a internet");
  await expectAccessible(page);

  await context.setOffline(false);
  await repairErebor(page);
});

test("a slow Belvo is answered on the screen at once", async ({ page, product, belvo }) => {
  await enterAs(page, product, "Ana Torres");
  await belvo.control("PUT", "/faults", { delayMs: 1500 });
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("Abriendo la pantalla de", { timeout: 500 });
  await expect(updateErebor(page)).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
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
  test(`${trouble} is explained, changes nothing, and passes`, async ({ page, product, belvo }) => {
    const before = await belvo.links("demo-ana");
    await enterAs(page, product, "Ana Torres");
    await belvo.control("PUT", "/faults", { loginError });
    await updateErebor(page).click();
    await sendPassword(page);
    await expect(widget(page).getByRole("heading", { name: onScreen })).toBeVisible();
    await widget(page).getByRole("button", { name: "Ahora no" }).click();
    await widget(page).getByRole("button", { name: "Salir" }).click();

    await expect(card(page, EREBOR)).toContainText(onCard);
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    expect(await belvo.links("demo-ana")).toEqual(before);
    await expectAccessible(page);

    await belvo.control("PUT", "/faults", {});
    await repairErebor(page);
  });
}

for (const { trouble, faults, onCard } of [
  {
    trouble: "a Belvo that turns our server away",
    faults: { rateLimit: { relinkRequests: 0 } },
    onCard: "Hubo muchos intentos seguidos",
  },
  {
    trouble: "a Belvo that answers 500",
    faults: { errorRate: 1, errorStatuses: [500] },
    onCard: "No podemos abrir la pantalla de tu banco ahora",
  },
]) {
  test(`${trouble} is explained, and the list stays`, async ({ page, product, belvo }) => {
    await enterAs(page, product, "Ana Torres");
    await belvo.control("PUT", "/faults", faults);
    await updateErebor(page).click();
    await expect(card(page, EREBOR)).toContainText(onCard);
    // Until the list has been read in vain: what was shown stays.
    await expect(page.getByText(/No podemos consultar a tus bancos/)).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole("article")).toHaveCount(3);
    await expect(page.locator("#belvo iframe")).toHaveCount(0);
    await expectAccessible(page);

    await belvo.control("PUT", "/faults", {});
    await repairErebor(page);
  });
}
