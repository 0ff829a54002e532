import type { Page, Route } from "@playwright/test";
import { core } from "./running-project.ts";
import { EREBOR } from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, test } from "./fixtures.ts";

/** The script of a bank's own page. */
const BANK_PAGE = "**/assets/one-link-*.js";
const OFFLINE = "No tienes conexión a internet";

const bankLink = (page: Page) => card(page, EREBOR).getByRole("link");
const bankHeading = (page: Page) => page.getByRole("heading", { level: 1, name: EREBOR });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Has the page fetch nothing ahead. */
const saveData = (page: Page) =>
  page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });

const gone = (route: Route) => route.fulfill({ status: 404, contentType: "text/plain", body: "" });

test(
  "a person without internet who opens a bank is told so, keeps the page around it, and sees the bank once online",
  core,
  async ({ page, context, product }) => {
    await saveData(page);
    await enterAs(page, product, "Ana Torres");
    await context.setOffline(true);
    await bankLink(page).click();
    await expect(heading(page, OFFLINE)).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("Ana Torres");
    await expectAccessible(page);

    await page.goBack();
    await expect(bankLink(page)).toBeVisible();
    await page.goForward();
    await expect(heading(page, OFFLINE)).toBeVisible();
    await context.setOffline(false);
    await expect(bankHeading(page)).toBeVisible();
  },
);

test(
  "a bank's page whose script was fetched ahead opens without internet, and is filled once online",
  core,
  async ({ page, context, product }) => {
    const ahead = page.waitForEvent("requestfinished", (request) =>
      /\/assets\/one-link-.*\.js$/.test(request.url()),
    );
    await enterAs(page, product, "Ana Torres");
    await ahead;
    await context.setOffline(true);
    await bankLink(page).click();
    await expect(heading(page, OFFLINE)).toBeVisible();
    await context.setOffline(false);
    await expect(bankHeading(page)).toBeVisible();
  },
);

test("a press whose page is slow to come is answered: the page says that it loads, and goes on working", async ({
  page,
  product,
}) => {
  await saveData(page);
  let come: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(BANK_PAGE, async (route) => {
    await held;
    await route.continue();
  });
  await enterAs(page, product, "Ana Torres");
  await bankLink(page).click();
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "true");
  await expect(page.getByRole("status")).toHaveText("Cargando…");
  await expect(bankLink(page)).toBeVisible();
  await expectAccessible(page);
  come();
  await expect(bankHeading(page)).toBeVisible();
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "false");
});

for (const [what, where] of [
  ["script", BANK_PAGE],
  ["words", "**/assets/es-MX-pages-*.js"],
] as const) {
  test(`a page whose ${what} never comes says so within fifteen seconds, and comes once it can`, async ({
    page,
    product,
  }) => {
    await saveData(page);
    await enterAs(page, product, "Ana Torres");
    const held: Route[] = [];
    await page.route(where, (route) => void held.push(route));
    await page.reload();
    let loads = 0;
    page.on("load", () => {
      loads += 1;
    });
    await bankLink(page).click();
    await expect(heading(page, "No pudimos abrir esta página")).toBeVisible({ timeout: 15_000 });
    await expectAccessible(page);
    expect(held).not.toHaveLength(0);
    for (const route of held) await route.continue();
    await page.getByRole("button", { name: "Intentar ahora" }).click();
    await expect(bankHeading(page)).toBeVisible();
    expect(loads).toBe(0);
  });
}

test("a page whose script a new version has taken away is loaded afresh once, and then says what to do", async ({
  page,
  product,
}) => {
  await saveData(page);
  await page.route(BANK_PAGE, gone);
  await enterAs(page, product, "Ana Torres");
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  const reported = page.waitForResponse("**/api/page-errors");
  await bankLink(page).click();
  await expect(heading(page, "Algo salió mal de nuestro lado")).toBeVisible();
  expect(loads).toBe(1);
  expect((await reported).status()).toBe(204);
  expect((await reported).request().postDataJSON()).toMatchObject({
    kind: "part_missing",
    page: "/links/:linkId",
  });
  await expectAccessible(page);

  await page.unroute(BANK_PAGE);
  await page.getByRole("button", { name: "Recargar" }).click();
  await expect(bankHeading(page)).toBeVisible();
  expect(loads).toBe(2);
});

test("a page whose script comes with the new version shows it after one fresh load", async ({
  page,
  product,
}) => {
  await saveData(page);
  await page.route(BANK_PAGE, gone);
  await enterAs(page, product, "Ana Torres");
  let loads = 0;
  await page.route(`${product.url}/links/*`, async (route) => {
    loads += 1;
    await page.unroute(BANK_PAGE);
    await route.continue();
  });
  await bankLink(page).click();
  await expect(bankHeading(page)).toBeVisible();
  expect(loads).toBe(1);
});

test("a script that is lost on the way, with our server out of reach, is no fault of ours", async ({
  page,
  product,
}) => {
  await saveData(page);
  await page.route(BANK_PAGE, (route) => route.abort("connectionreset"));
  await enterAs(page, product, "Ana Torres");
  await page.route("**/api/**", (route) => route.abort("connectionreset"));
  await bankLink(page).click();
  await expect(heading(page, OFFLINE)).toBeVisible();
  await page.unroute(BANK_PAGE);
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Intentar ahora" }).click();
  await expect(bankHeading(page)).toBeVisible();
});

test("a language whose words are slow is shown as chosen and waited for, and can be taken back", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  const held: Route[] = [];
  await page.route("**/assets/en-main-*.js", (route) => void held.push(route));
  const language = page.getByLabel("Idioma");
  await language.selectOption("en");
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "true");
  await expect(language).toHaveValue("en");

  await language.selectOption("es-MX");
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "false");
  for (const route of held.splice(0)) await route.continue();
  await language.selectOption("pt-BR");
  await expect(card(page, EREBOR)).toContainText("Senha nova");
  await page.getByLabel("Idioma").selectOption("en");
  await expect(card(page, EREBOR)).toContainText("New password");
});

test.describe("in Colombia", () => {
  test.use({ locale: "es-CO" });

  test("a page fetches its words as one file", async ({ page, product }) => {
    const words: string[] = [];
    page.on("request", (request) => {
      const [file] = /(?<=\/assets\/)[\w-]+-main-.*\.js$/.exec(request.url()) ?? [];
      if (file !== undefined) words.push(file);
    });
    await enterAs(page, product, "Ana Torres");
    await expect(card(page, EREBOR)).toContainText("Clave nueva");
    expect(words).toHaveLength(1);
  });
});
