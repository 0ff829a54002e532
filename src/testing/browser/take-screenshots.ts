import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { chromiumArguments, provideChromium } from "./chromium.ts";
import { startProduct } from "./product.ts";

/**
 * `npm run screenshots`: takes the README's pictures from the running product. With a folder's name
 * behind it, every page on phone and desktop, light and dark, into that folder.
 */
const IN_README = ["banks-desktop-light", "widget-phone-light", "repaired-phone-dark"];
const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 860 },
} as const;
const SCHEMES = ["light", "dark"] as const;

const everywhere = process.argv[2];
const folder = everywhere ?? "docs/pictures";
const executablePath = provideChromium();
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: chromiumArguments,
});
try {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      await takeAll(browser, { viewport, colorScheme }, `${size}-${colorScheme}`);
    }
  }
} finally {
  await browser.close();
}

async function takeAll(
  from: Browser,
  look: { viewport: { width: number; height: number }; colorScheme: "light" | "dark" },
  name: string,
): Promise<void> {
  const product = await startProduct();
  try {
    const page = await from.newPage({
      ...look,
      locale: "es-MX",
      deviceScaleFactor: 2,
      reducedMotion: "reduce",
    });
    await walk(page, product.url, async (what) => {
      const picture = `${what}-${name}`;
      if (everywhere === undefined && !IN_README.includes(picture)) return;
      await page.screenshot({ path: join(folder, `${picture}.png`) });
    });
    await page.close();
  } finally {
    await product.stop();
  }
}

type Take = (what: string) => Promise<unknown>;

/** The way of a person with several broken links, from the door to a repaired one. */
async function walk(page: Page, url: string, take: Take): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: /Elena Vega/ }).waitFor();
  await take("start");
  await page.getByRole("button", { name: /Elena Vega/ }).click();
  await page.getByRole("article").first().waitFor();
  await page.waitForLoadState("networkidle");
  await take("banks");
  await repairErebor(page, take);
  await page.getByRole("link", { name: /^Erebor Bank Mexico/ }).click();
  await page.getByRole("heading", { name: "Historia" }).waitFor();
  await take("bank");
}

async function repairErebor(page: Page, take: Take): Promise<void> {
  const widget = page.frameLocator("#belvo iframe");
  await page.getByRole("button", { name: /^Actualizar Erebor/ }).click();
  await widget.getByLabel("Contraseña", { exact: true }).fill("pass_valid");
  await take("widget");
  await widget.getByRole("button", { name: "Actualizar" }).click();
  await page.locator("main").getByText("volvió a conectarse").waitFor();
  await take("repaired");
}
