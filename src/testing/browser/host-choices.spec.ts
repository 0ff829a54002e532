import type { Page } from "@playwright/test";
import * as v from "valibot";
import { finishErebor, openErebor } from "./erebor.ts";
import {
  belvoFrame,
  expect,
  expectAccessible,
  openFrame,
  passwordField,
  test as base,
  widget,
} from "./fixtures.ts";
import type { Product } from "./product.ts";
import { core } from "./running-project.ts";

const KEY = "a-key-of-the-host-with-32-characters-or-more";
const LoginLink = v.object({ url: v.string() });
const CARD = { light: "rgb(255, 255, 255)", dark: "rgb(29, 35, 39)" };
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

/** Which colour a phone's browser gives to what it draws around the page. */
const colourAround = (page: Page) =>
  page.evaluate(() => {
    const metas = document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]');
    const meant = [...metas].find(({ media }) => matchMedia(media).matches);
    const sample = document.createElement("i");
    sample.style.color = meant?.content ?? "";
    document.body.append(sample);
    const { color } = getComputedStyle(sample);
    sample.remove();
    return color;
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

const backgroundOf = (element: Element) => getComputedStyle(element).backgroundColor;
const schemeOf = (element: Element) => getComputedStyle(element).colorScheme;
const background = (page: Page) => page.locator("html").evaluate(backgroundOf);

/** How much more blue than red the window's top left corner is, each of 255. */
async function blueOfCorner(page: Page): Promise<number> {
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  const reader = await page.context().newPage();
  const blue = await reader.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas?.drawImage(image, 0, 0);
    const [red = 0, , blue = 0] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
    return blue - red;
  }, picture.toString("base64"));
  await reader.close();
  return blue;
}

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
    expect(await colourAround(page)).toBe(BACKGROUND.dark);
    await goOn.click();
    // The page of the login link names banks as well.
    await expect(goOn).toHaveCount(0);
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
    expect(await colourAround(page)).toBe(BACKGROUND.light);
  },
);

for (const [theme, device] of [
  ["dark", "light"],
  ["light", "dark"],
] as const) {
  test.describe(`a page that is ${theme} on a ${device} device`, () => {
    test.use({ colorScheme: device, viewport: { width: 1024, height: 768 } });
    test("has the bank's screen in its own theme, and is seen through its shade", async ({
      page,
      product,
    }) => {
      await page.goto(await loginLink(product, { theme }));
      await page.getByRole("button", { name: /^Continuar/ }).click();
      await openErebor(page);
      await expect(passwordField(page)).toBeVisible();

      expect(await openFrame(page).evaluate(schemeOf)).toBe(theme);
      const frame = openFrame(page).contentFrame();
      expect(await frame.locator("html").evaluate(schemeOf)).toBe(theme);
      expect(await belvoFrame(page).evaluate(schemeOf)).toBe(theme);
      expect(await widget(page).locator("html").evaluate(schemeOf)).toBe(theme);
      const card = widget(page).getByRole("dialog");
      expect(await card.evaluate(backgroundOf)).toBe(CARD[theme]);
      await page.locator("html").evaluate((html) => (html.style.background = "blue"));
      await expect.poll(() => blueOfCorner(page)).toBeGreaterThan(60);
    });
  });
}
