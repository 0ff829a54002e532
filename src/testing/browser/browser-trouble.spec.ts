import type { Route } from "@playwright/test";
import { core } from "./running-project.ts";
import {
  EREBOR,
  finishErebor,
  insistOnErebor,
  openErebor,
  repairErebor,
  updateErebor,
} from "./erebor.ts";
import { openBank } from "./open-bank.ts";
import { withoutFirstData } from "./without-first-data.ts";
import { translatePage } from "./translate-page.ts";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  openFrame,
  passwordField,
  sendPassword,
  test,
  widget,
} from "./fixtures.ts";

test(
  "a blocked widget script is explained, and a second try works without a reload",
  core,
  async ({ page, product }) => {
    await page.route("**/belvo-widget-1-stable.js", (route) => route.abort("blockedbyclient"));
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(card(page, EREBOR)).toContainText("bloqueador de anuncios");
    await expectAccessible(page);

    await page.unroute("**/belvo-widget-1-stable.js");
    await repairErebor(page);
  },
);

test(
  "a widget module that does not arrive is explained, and a second try works without a reload",
  core,
  async ({ page, product }) => {
    await page.route("**/belvo-widget-1-stable-main.js", (route) => route.abort("failed"));
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(card(page, EREBOR)).toContainText("llegó incompleta");

    await page.unroute("**/belvo-widget-1-stable-main.js");
    await repairErebor(page);
  },
);

test(
  "an access token that expires with the widget open is renewed once",
  core,
  async ({ page, product, belvo }) => {
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    const password = passwordField(page);
    await password.fill("pass_valid");
    await belvo.advance(10 * 60 * 1000 + 1000);
    const renewed = page.waitForResponse((response) => response.url().endsWith("/repairs"));
    await widget(page).getByRole("button", { name: "Actualizar" }).click();
    await renewed;
    await insistOnErebor(page);

    // The same screen again, empty, with a new token.
    await expect(password).toHaveValue("");
    await finishErebor(page);
  },
);

test(
  "a new tab shows a link as repaired whose tab was closed before the success callback",
  core,
  async ({ page, context, product }) => {
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    const updated = page.waitForResponse(
      (response) => response.request().method() === "PUT" && response.ok(),
    );
    await sendPassword(page);
    await updated;
    await page.close();

    const next = await context.newPage();
    await next.goto(product.url);
    await expect(card(next, EREBOR)).toContainText("Conectado");
    await expect(card(next, EREBOR)).toContainText("Reparado");
  },
);

test(
  "a person who reloads with the widget open can repair the link",
  core,
  async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(passwordField(page)).toBeVisible();
    await page.reload();
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    await repairErebor(page);
  },
);

test(
  "the back button returns from a bank's page to the list, and a repair still works",
  core,
  async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await page.getByRole("link", { name: EREBOR }).click();
    await expect(page.getByRole("heading", { level: 1, name: EREBOR })).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "Tus bancos" })).toBeVisible();
    await page.goForward();
    await repairErebor(page);
  },
);

test("a double click on Update opens one repair", core, async ({ page, product }) => {
  const repairs: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/repairs")) repairs.push(request.url());
  });
  await enterAs(page, product, "Ana Torres");
  const presses = await openBank(page, () => updateErebor(page).dblclick());
  await finishErebor(page);
  expect(repairs).toHaveLength(presses);
});

test(
  "a second tab does not open a repair of the same link, and both tabs show it repaired",
  core,
  async ({ page, context, product }) => {
    await enterAs(page, product, "Ana Torres");
    const other = await context.newPage();
    await other.goto(product.url);
    await openErebor(page);
    await expect(passwordField(page)).toBeVisible();

    await updateErebor(other).click();
    await expect(card(other, EREBOR)).toContainText("otra pestaña");
    await expect(openFrame(other)).toHaveCount(0);

    await finishErebor(page);
    await expect(card(other, EREBOR)).toContainText("Conectado");
    await expect(card(other, EREBOR)).not.toContainText("otra pestaña");
  },
);

test(
  "the page says that the person is offline, and a repair works once they are online",
  core,
  async ({ page, context, product }) => {
    await enterAs(page, product, "Ana Torres");
    await context.setOffline(true);
    await expect(page.getByText(/No tienes conexión a internet/).first()).toBeVisible();
    await updateErebor(page).click();
    await expect(card(page, EREBOR)).toContainText("No tienes conexión a internet");
    await expectAccessible(page);

    await context.setOffline(false);
    await repairErebor(page);
  },
);

test("a page that cannot read who is there asks again by itself, as it says", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await withoutFirstData(page, product.url);
  await page.route("**/api/session", (route) => route.fulfill({ status: 503 }));
  await page.reload();
  await expect(page.getByText("Estamos intentando otra vez.")).toBeVisible();
  await page.unroute("**/api/session");
  await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
});

test.describe("on a network that takes everything and brings nothing back", () => {
  const never = () => undefined;
  const inTime = { timeout: 15_000 };

  test("the page says within fifteen seconds that it cannot be read", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await withoutFirstData(page, product.url);
    await page.route("**/api/**", never);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "No pudimos ver cómo están tus conexiones",
      inTime,
    );
  });

  test("a list that cannot be read says so within fifteen seconds", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await page.route("**/api/links*", never);
    // What is searched for does not come with the page.
    await page.goto(`${product.url}/?q=erebor`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "No pudimos ver cómo están tus conexiones",
      inTime,
    );
  });

  test("a press of Update is answered within fifteen seconds", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await page.route("**/api/**", never);
    await updateErebor(page).click();
    await expect(card(page, EREBOR)).toContainText("No nos llegó respuesta a tiempo", inTime);
    await expectAccessible(page);
  });

  for (const script of ["repair-runner", "repair-told", "create-widget"]) {
    test(`a press of Update is answered when ${script} does not come, and works once it has`, async ({
      page,
      product,
    }) => {
      const held: Route[] = [];
      await page.route(`**/assets/${script}-*.js`, (route) => void held.push(route));
      await enterAs(page, product, "Ana Torres");
      await updateErebor(page).click();
      await expect(card(page, EREBOR)).toContainText("No nos llegó respuesta a tiempo", inTime);
      await expect(updateErebor(page)).toHaveAttribute("aria-disabled", "false");

      expect(held).not.toHaveLength(0);
      for (const route of held) await route.continue();
      await repairErebor(page);
    });
  }

  test("a page whose words do not come says so within fifteen seconds", async ({
    context,
    product,
  }) => {
    // Not the fixture's: this page ends with an error, as it should.
    const wordless = await context.newPage();
    await wordless.route("**/assets/es-MX-*", never);
    await wordless.goto(product.url);
    await expect(wordless.getByText("No pudimos abrir la página")).toBeVisible(inTime);
  });
});

test.describe("a page that the browser translates", () => {
  test("shows a live change", async ({ page, product, belvo }) => {
    await enterAs(page, product, "Elena Vega");
    await translatePage(page);
    const [valid] = (await belvo.links("demo-elena")).filter(({ status }) => status === "valid");
    const broken = page.getByRole("article").filter({ hasText: "Contraseña nueva" });
    const before = await broken.count();
    await belvo.breakLink(valid?.id ?? "");
    await expect(broken).toHaveCount(before + 1);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tus conexiones");
  });

  test("repairs a bank from Update to its end, in the list and on the bank's own page", async ({
    page,
    product,
  }) => {
    await enterAs(page, product, "Ana Torres");
    await translatePage(page);
    await repairErebor(page);
    await expect(card(page, EREBOR)).toContainText("Conectado");

    await page.getByRole("link", { name: EREBOR }).click();
    await expect(page.getByText("Historial")).toBeVisible();
    await page.getByRole("button", { name: "Actualizar mis datos" }).click();
    await expect(page.getByRole("article")).toContainText(/tus datos/);
    await page.getByRole("link", { name: "Tus bancos", exact: true }).click();
    await expect(card(page, EREBOR)).toBeVisible();
  });

  test("is read in another language when the person chooses one", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await expect(card(page, EREBOR).getByText("Sigue en tu celular")).toBeVisible();
    await translatePage(page);
    await page.getByLabel("Idioma").selectOption({ label: "English" });
    await expect(card(page, EREBOR)).toContainText("New password");
    await expect(card(page, EREBOR)).not.toContainText("Contraseña");
    await expect(card(page, EREBOR).getByRole("button").first()).toHaveText(/^Update/);
    await expect(card(page, EREBOR).getByText("Continue on your phone")).toBeVisible();
  });
});
