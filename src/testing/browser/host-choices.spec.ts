import type { Page } from "@playwright/test";
import * as v from "valibot";
import { finishErebor, openErebor } from "./erebor.ts";
import { expect, expectAccessible, test as base } from "./fixtures.ts";
import type { Product } from "./product.ts";
import { core } from "./running-project.ts";

const KEY = "a-key-of-the-host-with-32-characters-or-more";
const LoginLink = v.object({ url: v.string() });
const BACKGROUND = { light: "rgb(246, 244, 239)", dark: "rgb(20, 24, 27)" };

const test = base.extend({
  settings: async ({}, use) => {
    await use({
      HOST_API_KEY: KEY,
      BRAND_NAME: "Banca Sol",
      RETURN_ORIGINS: "http://127.0.0.1:{port}, bancasol://",
    });
  },
});

/** Makes a login link, as the host does. */
async function loginLink({ url }: Product, asked: object): Promise<string> {
  const response = await fetch(`${url}/host/entries`, {
    method: "POST",
    headers: { Authorization: `Bearer ${KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify({ externalId: "demo-ana", name: "Ana", ...asked }),
  });
  expect(response.status).toBe(201);
  return v.parse(LoginLink, await response.json()).url;
}

const background = (page: Page) =>
  page.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);

test(
  "a person who is sent over for one bank is led back to where they came from",
  core,
  async ({ page, product, belvo }) => {
    const broken = (await belvo.links("demo-ana")).find(({ status }) => status === "invalid");
    // A page of ours stands for the host's.
    const returnUrl = `${product.url}/livez?from=relink`;
    await page.goto(await loginLink(product, { linkId: broken?.id, returnUrl }));
    await openErebor(page);
    await finishErebor(page);
    const back = page.getByRole("link", { name: "Volver a Banca Sol" });
    await expectAccessible(page);
    await back.click();
    await expect(page).toHaveURL(returnUrl);
  },
);

test("a way back may be an app's, also from a list that is empty", async ({ page, product }) => {
  const asked = {
    externalId: "demo-gabriela",
    name: "Gabriela",
    returnUrl: "bancasol://bancos?ok=1",
  };
  await page.goto(await loginLink(product, asked));
  await page.getByRole("button", { name: /^Continuar/ }).click();
  const back = page.getByRole("link", { name: "Volver a Banca Sol" });
  await expect(back).toHaveAttribute("href", asked.returnUrl);
});

test(
  "the host's language and theme are there before the press, after it and after a reload",
  core,
  async ({ page, product }) => {
    await page.goto(await loginLink(product, { locale: "en-US", theme: "dark" }));
    const goOn = page.getByRole("button", { name: "Continue as Ana" });
    await expect(goOn).toBeVisible();
    expect(await background(page)).toBe(BACKGROUND.dark);
    await goOn.click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/bank/i);
    expect(await background(page)).toBe(BACKGROUND.dark);

    const html = await (await page.request.get(product.url)).text();
    expect(html).toMatch(/<html[^>]* lang="en" data-theme="dark"/);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/bank/i);
    expect(await background(page)).toBe(BACKGROUND.dark);
    expect(await page.context().cookies()).not.toContainEqual(
      expect.objectContaining({ name: "relink-locale" }),
    );

    await page.getByLabel("Language").selectOption("pt-BR");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/banco/i);
    await page.goto(await loginLink(product, { locale: "en-US" }));
    await expect(page.getByRole("button", { name: "Continuar como Ana" })).toBeVisible();
    expect(await background(page)).toBe(BACKGROUND.light);
  },
);
