import { test as base } from "../fixtures.ts";
import { requireBrowser, WEBKIT } from "./system-browsers.ts";
import { startWebKit, type WebKit } from "./webkit-driver.ts";

const test = base.extend<{ webkit: WebKit }>({
  webkit: async ({}, use) => {
    const webkit = await startWebKit();
    await use(webkit);
    await webkit.stop();
  },
});

const button = (name: string) => `//button[contains(., "${name}")]`;
const card = (bank: string, state: string) =>
  `//article[contains(., "${bank}")][contains(., "${state}")]`;

test.beforeEach(({}, testInfo) => requireBrowser(WEBKIT, testInfo));

test.beforeEach("Ana comes in", async ({ product, webkit }) => {
  await webkit.open(product.url);
  await webkit.press(button("Ana Torres"));
  await webkit.see(card("Erebor", "New password"));
});

test("a bank is repaired in WebKit", async ({ webkit }) => {
  await webkit.press(button("Update Erebor"));
  await webkit.enterFrame('//*[@id="widget"]/iframe[@title]');
  await webkit.enterFrame('//*[@id="belvo"]//iframe');
  // A frame of another origin may put the focus into itself only once somebody has pressed there.
  await webkit.press('//input[@id="password"]');
  await webkit.type('//input[@id="password"]', "pass_valid");
  await webkit.press(button("Update"));
  await webkit.see('//h1[.="All set"]');
  await webkit.press(button("Done"));
  await webkit.leaveFrame();
  await webkit.see(card("Erebor", "Connected"));
  await webkit.see('//main[contains(., "Everything is connected")]');
});

test("a bank that breaks shows by itself in WebKit", async ({ webkit, belvo }) => {
  await webkit.see(card("Gringotts", "Connected"));
  const links = await belvo.links("demo-ana");
  const gringotts = links.find(({ institution }) => institution.startsWith("gringotts"));
  await belvo.breakLink(gringotts?.id ?? "");
  await webkit.see(card("Gringotts", "New password"));
});

test("the page is read in another language in WebKit", async ({ webkit }) => {
  await webkit.see('//h1[.="Your banks"]');
  await webkit.press('//option[.="Español (México)"]');
  await webkit.see('//html[@lang="es-MX"]//h1[.="Tus bancos"]');
});
