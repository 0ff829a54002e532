import type { Page } from "@playwright/test";
import { card, enterAs, expect, expectAccessible, sendPassword, test } from "./fixtures.ts";

/** Hugo has 250 banks; a page of a list has 50. */
const HUGO = "Hugo Paz";
const cards = (page: Page) => page.getByRole("article");
const find = (page: Page) => page.getByRole("searchbox", { name: "Buscar por nombre" });
const status = (page: Page) => page.getByLabel("Estado");
const names = (page: Page) => cards(page).getByRole("heading").allTextContents();
/** How far a bank's name is from the top of the window, once rows near it have been laid out. */
const top = (page: Page, index: number) =>
  cards(page)
    .nth(index)
    .getByRole("link")
    .evaluate(async (link) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      let last = NaN;
      for (let still = 0; still < 20;) {
        await frame();
        const now = link.getBoundingClientRect().top;
        still = now === last ? still + 1 : 0;
        last = now;
      }
      return last;
    });

test("a person with few banks is offered no search", async ({ page, product }) => {
  await enterAs(page, product, "Ana Torres");
  await expect(find(page)).toHaveCount(0);
});

test("a person finds a bank by a part of its name, and the search survives a reload", async ({
  page,
  product,
}) => {
  await enterAs(page, product, HUGO);
  await expect(page.getByText("50 de 250")).toBeVisible();
  await find(page).fill("GRINGÓTTS col");
  await expect(page).toHaveURL(/\?q=GRING/);
  const found = page.getByText(/^\d+ conexiones coinciden$/).first();
  await expect(found).toBeVisible();
  expect(new Set(await names(page))).toEqual(new Set(["Gringotts Colombia"]));
  await expect(page.getByRole("status")).toHaveText(/^\d+ conexiones coinciden$/);
  await expectAccessible(page);

  await page.reload();
  await expect(found).toBeVisible();
  await expect(find(page)).toHaveValue("GRINGÓTTS col");

  await find(page).fill("no such bank");
  await expect(page.getByText("Ninguna conexión coincide").first()).toBeVisible();
  await expect(cards(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Ver todo" }).click();
  await expect(cards(page)).toHaveCount(50);
  await expect(find(page)).toHaveValue("");
});

test("a person filters by status and sorts, and the back button undoes each choice", async ({
  page,
  product,
}) => {
  await enterAs(page, product, HUGO);
  const option = status(page).getByRole("option", { name: /^Código pendiente \(\d+\)$/ });
  const count = /\d+/.exec((await option.textContent()) ?? "")?.[0];
  await status(page).selectOption("code_needed");
  await expect(page.getByText(`${count} conexiones coinciden`).first()).toBeVisible();
  await expect(card(page, /./).filter({ hasText: "Código pendiente" })).toHaveCount(
    await cards(page).count(),
  );
  // What waits for the person is counted in all banks, whatever the list shows.
  await expect(page).toHaveTitle(/^\(\d+\)/);

  await page.getByLabel("Orden").selectOption("name");
  await expect(page).toHaveURL(/state=code_needed&sort=name/);
  await expect(async () => {
    const shown = await names(page);
    expect(shown).toEqual([...shown].sort(new Intl.Collator("es").compare));
  }).toPass();

  await page.goBack();
  await expect(page.getByLabel("Orden")).toHaveValue("needs");
  await page.goBack();
  await expect(status(page)).toHaveValue("");
  await expect(page.getByText("50 de 250")).toBeVisible();
});

for (const { way, back } of [
  { way: "the back button", back: (page: Page) => page.goBack() },
  {
    way: "the page's own link",
    back: (page: Page) =>
      page.getByRole("main").getByRole("link", { name: "Tus conexiones" }).click(),
  },
]) {
  test(`${way} leads from a bank far down to the same place of the list`, async ({
    page,
    product,
  }) => {
    await enterAs(page, product, HUGO);
    await page.getByLabel("Orden").selectOption("name");
    await expect(page).toHaveURL(/sort=name/);
    const more = page.getByRole("button", { name: "Mostrar más" });
    await more.click();
    await expect(cards(page)).toHaveCount(100);
    await expect(page.getByText("100 de 250")).toBeVisible();

    const link = cards(page).nth(77).getByRole("link");
    await link.scrollIntoViewIfNeeded();
    const [url, before] = [page.url(), await top(page, 77)];
    await link.click();
    await expect(page.getByRole("heading", { name: "Historial" })).toBeVisible();

    await back(page);
    await expect(page).toHaveURL(url);
    await expect(cards(page)).toHaveCount(100);
    await expect(link).toBeFocused();
    // Rows out of sight have a guessed height until they come near.
    await expect.poll(async () => Math.abs((await top(page, 77)) - before)).toBeLessThan(24);
    await expect(link).toBeInViewport();
  });
}

test("a bank that was opened in a tab of its own is not where the back button leads", async ({
  page,
  context,
  product,
}) => {
  await enterAs(page, product, HUGO);
  const link = cards(page).nth(40).getByRole("link");
  await link.scrollIntoViewIfNeeded();
  const tab = context.waitForEvent("page");
  await link.click({ modifiers: ["ControlOrMeta"] });
  await tab;

  await page.getByRole("button", { name: /^Reparar los/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Repara tus bancos");
  await page.goBack();
  await expect(cards(page)).toHaveCount(50);
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  await expect(link).not.toBeFocused();
  expect(await page.evaluate(() => window.history.scrollRestoration)).toBe("auto");
});

test("a bank that is repaired stays in the filtered list in which it was found", async ({
  page,
  product,
}) => {
  await enterAs(page, product, HUGO);
  await status(page).selectOption("password_needed");
  await find(page).fill("erebor");
  await expect(page).toHaveURL(/q=erebor&state=password_needed/);
  await expect(page.getByText(/coincide/).first()).toBeVisible();
  const first = cards(page).first();
  const bank = await first.getByRole("heading").innerText();
  await first.getByRole("button", { name: `Actualizar ${bank}` }).click();
  await sendPassword(page);
  await expect(first).toContainText("Conectado");
  await expect(first).toContainText("volvió a conectarse");
});

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 320, height: 600 }, hasTouch: true });

  test("250 banks fit 320 pixels, and the end of the list is reached by keyboard", async ({
    page,
    product,
  }) => {
    await enterAs(page, product, HUGO);
    await find(page).fill("heimdall");
    await expect(page.getByText(/coinciden/).first()).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBe(0);
    await expectAccessible(page);

    await page.getByRole("button", { name: "Ver todo" }).click();
    const more = page.getByRole("button", { name: "Mostrar más" });
    for (const shown of [100, 150, 200, 250]) {
      await more.press("Enter");
      await expect(cards(page)).toHaveCount(shown);
    }
    await expect(more).toHaveCount(0);
    // Reading goes on where it was: on a bank's name, not at the top of the page.
    await expect(page.locator("article a:focus")).toHaveCount(1);
  });
});

for (const [width, search] of [
  [1280, ""],
  [600, ""],
  [390, ""],
  [390, "?state=connected"],
] as const) {
  test(`what finds a bank comes into a place that is kept for it: ${width} px, /${search}`, async ({
    page,
    product,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await enterAs(page, product, HUGO);
    let come: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (come = resolve));
    await page.route("**/assets/list-tools-*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${product.url}/${search}`);
    await expect(cards(page)).toHaveCount(50);
    await expect(find(page)).toHaveCount(0);
    const before = await top(page, 0);
    come();
    await expect(find(page)).toBeVisible();
    expect(Math.abs((await top(page, 0)) - before)).toBeLessThan(1);
  });
}
