import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { wcagContrast } from "culori";
import { card, enterAs, expect, expectAccessible, test } from "./fixtures.ts";

const NAME = "Cooperativa <Sol> & Compañía de Ahorros";
/** One that styles itself inline, as drawing programs save them, and tries to run. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
  <style>.sun { fill: #f5b400 }</style>
  <circle class="sun" cx="20" cy="10" r="10" style="stroke: #805d00" />
  <script>document.documentElement.setAttribute("data-ran", "yes")</script>
</svg>`;

test.use({
  settings: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "relink-brand-"));
    const logo = join(folder, "logo.svg");
    await writeFile(logo, LOGO);
    await use({ BRAND_NAME: NAME, BRAND_ACCENT: "#fff3b0", BRAND_LOGO: logo });
    await rm(folder, { recursive: true });
  },
});

/** The contrast between a part's text and its ground, as the browser computes both. */
async function contrastOf(part: Locator): Promise<number> {
  const { text, ground } = await part.evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return { text: color, ground: backgroundColor };
  });
  return wcagContrast(text, ground);
}

async function expectBranded(page: Page): Promise<void> {
  const header = page.getByRole("banner");
  const home = header.getByRole("link", { name: `${NAME}, inicio` });
  await expect(home).toHaveText(NAME);
  await expect(home.locator("img")).toHaveAttribute("src", "/brand/logo.svg");
  await expect(home.locator("img")).toHaveJSProperty("complete", true);
  await expect(home.locator("img")).not.toHaveJSProperty("naturalWidth", 0);
  expect(await header.innerHTML()).not.toMatch(/relink|favicon/i);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`a host's brand in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 640 } });

    test("shows its name and logo on the page, and its colour with enough contrast", async ({
      page,
      product,
    }) => {
      await enterAs(page, product, "Ana Torres");
      await expectBranded(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);

      const button = card(page, /^Erebor Bank Mexico/).getByRole("button", { name: /^Actualizar/ });
      const ground = { light: "rgb(124, 112, 48)", dark: "rgb(255, 243, 176)" }[colorScheme];
      await expect(button).toHaveCSS("background-color", ground);
      expect(await contrastOf(button)).toBeGreaterThanOrEqual(4.5);
      await button.hover();
      await expect(button).not.toHaveCSS("background-color", ground);
      await expect.poll(() => contrastOf(button)).toBeGreaterThanOrEqual(4.5);
      await expectAccessible(page);
    });
  });
}

test("a host's SVG logo runs no script when it is opened by itself", async ({
  browser,
  product,
}) => {
  // The page of the fixtures throws where the policy refuses something, as here it has to.
  const page = await browser.newPage();
  await page.goto(`${product.url}/brand/logo.svg`);
  await expect(page.locator("circle")).toBeVisible();
  await expect(page.locator("svg")).not.toHaveAttribute("data-ran");
  await page.close();
});
