import * as v from "valibot";
import { core } from "./running-project.ts";
import { card, enterAs, expect, expectAccessible, sendPassword, test } from "./fixtures.ts";
import { layoutFaults } from "./layout-faults.ts";
import { expectListed } from "./open-bank.ts";
import { withoutFirstData } from "./without-first-data.ts";

test("the first page offers the demo's people", async ({ page, product }) => {
  await page.goto(product.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Vuelve a conectar tu banco en un minuto",
  );
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(
    "Elige a una persona de ejemplo",
  );
  await expect(page.getByRole("listitem")).toHaveCount(9);
  await expectAccessible(page);
});

test("a person with no banks is told what will be here", async ({ page, product }) => {
  await page.goto(product.url);
  await page.getByRole("button", { name: /Gabriela Luna/ }).click();
  await expectListed(page, page.getByText("Aún no tienes nada conectado"));
  await expectAccessible(page);
});

test("a Brazilian bank is shown and sent to its own portal", async ({ page, product }) => {
  await enterAs(page, product, "Fábio Souza");
  const gringotts = card(page, /^Gringotts/);
  await expect(gringotts).toContainText("Se renueva en Meu Belvo");
  await expect(gringotts.getByRole("button", { name: /^Actualizar/ })).toHaveCount(0);
  await expect(gringotts.getByRole("link", { name: "Ir a Meu Belvo" })).toHaveAttribute(
    "href",
    /meuportal\.belvo\.com/,
  );
  await expectAccessible(page);
});

test(
  "250 links come in pages of 50, those that need the person first",
  core,
  async ({ page, product }) => {
    await enterAs(page, product, "Hugo Paz");
    const cards = page.getByRole("article");
    await expect(cards).toHaveCount(50);
    await expect(cards.first()).not.toContainText("Conectado");
    for (const shown of [100, 150, 200, 250]) {
      await page.getByRole("button", { name: "Mostrar más" }).click();
      await expect(cards).toHaveCount(shown);
    }
    await expect(page.getByRole("button", { name: "Mostrar más" })).toHaveCount(0);
    const ids = await cards.evaluateAll((all) =>
      all.map((one) => one.getAttribute("aria-labelledby")),
    );
    expect(new Set(ids).size).toBe(250);
  },
);

test("an unknown address says so to who is signed out", async ({ page, product }) => {
  await page.goto(`${product.url}/nowhere`);
  await expect(page.getByText("No encontramos esta página")).toBeVisible();
  await page.getByRole("link", { name: "Ver todo" }).click();
  await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible();
});

test("an unknown link and an unknown address say so", async ({ page, product }) => {
  await enterAs(page, product, "Ana Torres");
  await page.goto(`${product.url}/links/00000000-0000-4000-8000-000000000000`);
  await expect(page.getByText("No encontramos esta conexión")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${product.url}/nowhere`);
  await expect(page.getByText("No encontramos esta página")).toBeVisible();
  await expectAccessible(page);
});

test(
  "a person can neither see nor repair another person's link",
  core,
  async ({ page, product, belvo }) => {
    const [theirs] = await belvo.links("demo-bruno");
    await enterAs(page, product, "Ana Torres");
    await page.goto(`${product.url}/repair/${theirs?.id ?? ""}`);
    await expect(page.getByText("No encontramos esta conexión")).toBeVisible();
    const answer = await page.request.post(`${product.url}/api/links/${theirs?.id ?? ""}/repairs`);
    expect(answer.status()).toBe(404);
  },
);

test("a person who signs out leaves nothing on the page, also after going back", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await page.getByRole("button", { name: "Salir" }).click();
  await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible();
  await page.goBack();
  await page.goto(product.url);
  await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible();
});

for (const [locale, title, badge] of [
  ["en-GB", "Your banks", "New password"],
  ["pt-BR", "Seus bancos", "Senha nova"],
  ["es-CO", "Tus bancos", "Clave nueva"],
  ["de-DE", "Tus bancos", "Contraseña nueva"],
] as const) {
  test.describe(`a browser in ${locale}`, () => {
    test.use({ locale });
    test("is answered in its language, or in Mexico's Spanish", async ({ page, product }) => {
      await enterAs(page, product, "Ana Torres");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(card(page, /^Erebor/)).toContainText(badge);
      await expectAccessible(page);
    });
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a small phone in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 640 }, hasTouch: true });
    test("the list fits 320 pixels, and its buttons are 44 pixels high", async ({
      page,
      product,
    }) => {
      await enterAs(page, product, "Elena Vega");
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      for (const button of await page.getByRole("button").all()) {
        expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      }
      await expectAccessible(page);
    });
  });
}

test.describe("a bank's name that has no blanks", () => {
  test.use({ viewport: { width: 320, height: 700 } });
  const name = "Bancodelasindustriasyserviciosfinancierosdelnoroeste".repeat(2);

  test("sticks out of no page of a small phone, before a repair, in it and after it", async ({
    page,
    product,
  }) => {
    await withoutFirstData(page, product.url);
    await page.route("**/api/**", async (route) => {
      const { pathname } = new URL(route.request().url());
      if (!/^\/api\/(links|repairs|repair-all)/.test(pathname)) return route.fallback();
      const response = await route.fetch();
      const body = await response.text();
      return route.fulfill({ response, body: body.replaceAll("Erebor Bank Mexico", name) });
    });
    const fits = () => expect.poll(() => layoutFaults(page)).toEqual([]);
    const bank = () => page.getByText(name).first();

    await enterAs(page, product, "Elena Vega");
    await expect(bank()).toBeVisible();
    await fits();
    await page.getByRole("button", { name: /^Reparar los/ }).click();
    await expect(bank()).toBeVisible();
    await fits();
    await page.getByRole("link", { name: "Salir por ahora" }).click();

    await page.getByRole("link", { name }).first().click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await fits();
    await page.goto(`${product.url}/repair/${page.url().split("/").at(-1)}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await fits();
    await page.getByRole("button", { name: `Actualizar ${name}` }).click();
    await sendPassword(page);
    await expect(page.getByRole("main")).toContainText("Conectado");
    await fits();
  });
});

test.describe("on a small phone", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("a person who is chosen at the foot of the page starts at the top of theirs", async ({
    page,
    product,
  }) => {
    await page.goto(product.url);
    const hugo = page.getByRole("button", { name: /Hugo Paz/ });
    await hugo.scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await hugo.click();
    await expectListed(page, page.getByRole("article").first());
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  });

  test("a tap anywhere on the row of a connection that is well opens it", async ({
    page,
    product,
  }) => {
    await enterAs(page, product, "Carla Ríos");
    const row = page.getByRole("article").first();
    const check = await row.locator("svg").first().boundingBox();
    const name = await row.getByRole("link").innerText();
    await page.mouse.click((check?.x ?? 0) + 4, (check?.y ?? 0) + 4);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  });
});

test.describe("with the key of the fintech's backend", () => {
  const key = "a-key-of-the-host-with-32-characters-or-more";
  test.use({ settings: { HOST_API_KEY: key } });

  test(
    "a login link for all banks opens the page once",
    core,
    async ({ page, browser, product, request }) => {
      const answer = await request.post(`${product.url}/host/entries`, {
        headers: { Authorization: `Bearer ${key}` },
        data: { externalId: "demo-ana" },
      });
      expect(answer.status()).toBe(201);
      const { url } = v.parse(v.object({ url: v.string() }), await answer.json());

      await page.goto(url);
      await page.getByRole("button", { name: /^Continuar/ }).click();
      await expectListed(page, card(page, /^Erebor/));
      await expect(card(page, /^Erebor/)).toContainText("Contraseña nueva");
      await expect(page).toHaveURL(`${product.url}/`);

      const elsewhere = await browser.newContext({ locale: "es-MX" });
      const stranger = await elsewhere.newPage();
      await stranger.goto(url);
      await expect(stranger.getByText("Este enlace ya se usó")).toBeVisible();
      await expectAccessible(stranger);
      await elsewhere.close();
    },
  );
});
