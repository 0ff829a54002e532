import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { languageOf, locales, type Language } from "./a11y/languages.ts";
import { chromiumArguments, findChromium } from "./chromium.ts";
import { layoutFaults } from "./layout-faults.ts";
import { lengthen } from "./lengthen.ts";
import { walkEverywhere } from "./picture-walk.ts";
import { startBuiltProduct } from "./product.ts";

/**
 * `npm run screenshots`: takes the README's pictures from the running product. With a folder's name
 * behind it, every page in every state, on phone and desktop, light and dark, in every language and
 * in one that is 40 % longer, into that folder; it fails where something is cut off or sticks out. The
 * name of one language behind that leaves the others out; the longer one is `longer`.
 */
const IN_README = new Map([
  ["banks-of-elena-desktop-light", "banks"],
  ["repair-widget-phone-light", "widget"],
  ["repair-done-phone-dark", "repaired"],
  ["repair-of-bruno-phone-light", "one-bank"],
  ["lab-scene-desktop-light", "lab"],
]);
const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 860 },
} as const;
const SCHEMES = ["light", "dark"] as const;
/** Smaller than any picture is taken: what fits here fits everywhere. */
const SMALLEST = { width: 320, height: 640 };

const [everywhere, only] = process.argv.slice(2);
const folder = everywhere ?? "docs/pictures";
const executablePath = findChromium();
const faults: string[] = [];
let taken = 0;

const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: chromiumArguments,
});
try {
  for (const { language, ...look } of looks()) await tour(browser, language, look);
} finally {
  await browser.close();
}
process.stdout.write(`${taken} pictures in ${folder}\n`);
for (const fault of faults) process.stdout.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;

interface Look {
  name: string;
  isLong: boolean;
}

function looks(): (Look & { language: Language })[] {
  const all = locales.map((locale) => ({
    language: languageOf(locale),
    name: locale,
    isLong: false,
  }));
  if (everywhere === undefined) return all.slice(0, 1);
  const longer = all
    .slice(0, 1)
    .map(({ language }) => ({ language, name: "longer", isLong: true }));
  return [...all, ...longer].filter(({ name }) => only === undefined || name === only);
}

async function tour(from: Browser, language: Language, { name, isLong }: Look): Promise<void> {
  const product = await startBuiltProduct();
  const context = await from.newContext({
    locale: language.locale,
    timezoneId: "America/Mexico_City",
    deviceScaleFactor: everywhere === undefined ? 2 : 1,
    reducedMotion: "reduce",
  });
  try {
    if (isLong) await lengthen(context);
    const page = await context.newPage();
    const take = async (what: string) => {
      const isLonger = (await page.locator("#root").innerText()).includes(" xxx");
      if (isLong !== isLonger) throw new Error(`${what} is not in the language ${name}`);
      await takeAll(page, what, into);
    };
    await page.setViewportSize(SIZES.desktop);
    const into = everywhere === undefined ? folder : join(folder, name);
    await mkdir(into, { recursive: true });
    await walkEverywhere({ page, product, language, take });
  } finally {
    await context.close();
    await product.stop();
  }
}

async function takeAll(page: Page, what: string, into: string): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  // Nothing is pointed at in a picture.
  await page.mouse.move(0, 0);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of SCHEMES) {
      const picture = `${what}-${size}-${colorScheme}`;
      const path = everywhere === undefined ? IN_README.get(picture) : picture;
      if (path === undefined) continue;
      await page.emulateMedia({ colorScheme });
      await page.screenshot({
        path: join(into, `${path}.png`),
        fullPage: everywhere !== undefined,
        animations: "disabled",
      });
      taken += 1;
    }
    await noteFaults(page, `${into} ${what} ${size}`);
  }
  await page.setViewportSize(SMALLEST);
  await noteFaults(page, `${into} ${what} at 320 pixels`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(SIZES.desktop);
}

async function noteFaults(page: Page, where: string): Promise<void> {
  for (const fault of await layoutFaults(page)) faults.push(`${where}: ${fault}`);
}
