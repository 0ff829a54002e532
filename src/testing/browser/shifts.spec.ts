import type { Locator, Page } from "@playwright/test";
import * as v from "valibot";
import { Url } from "#contract/formats.ts";
import { EREBOR } from "./erebor.ts";
import { card, expect, test, type Belvo } from "./fixtures.ts";
import { KEY } from "./host-fixture.ts";
import { phone } from "./lab-stage.ts";
import type { Product } from "./product.ts";

/** What moves by less is not seen to move. Source: web.dev, "Cumulative Layout Shift": 0.1 is good. */
const MOST_SHIFT = 0.02;

/** A phone in the country, of those that cost little. */
const SLOW_LINE = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
const SLOW_PROCESSOR = 4;

/** Adds up what has moved by itself since the page began. */
async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState("load");
  // What comes when nothing else is going on is there, and the page has its letters.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestIdleCallback(resolve));
  });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (list: PerformanceObserverEntryList) => {
          for (const entry of list.getEntries()) {
            const isOwn = Reflect.get(entry, "hadRecentInput") === false;
            if (isOwn) sum += Number(Reflect.get(entry, "value"));
          }
        };
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
        // What is buffered comes before the next frame but one.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

async function slowDown(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Network.enable");
  await browser.send("Network.emulateNetworkConditions", { offline: false, ...SLOW_LINE });
  await browser.send("Emulation.setCPUThrottlingRate", { rate: SLOW_PROCESSOR });
}

interface Way {
  path: string;
  /** Who is signed in already. */
  as?: string;
  /** What comes last. */
  last: (page: Page) => Locator;
}

const Entry = v.object({ url: Url });

/** Where a login link of the host's leads to. */
async function pathOfEntry({ url }: Product, more: object): Promise<string> {
  const answer = await fetch(`${url}/host/entries`, {
    method: "POST",
    headers: { Authorization: `Bearer ${KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify({ externalId: "demo-ana", name: "Ana", ...more }),
  });
  const { pathname, hash } = new URL(v.parse(Entry, await answer.json()).url);
  return pathname + hash;
}

/** Every way into the page. */
async function waysIn(product: Product, belvo: Belvo, isDesktop: boolean): Promise<Way[]> {
  const linkId = (await belvo.links("demo-ana")).find(({ status }) => status === "invalid")?.id;
  const title = (page: Page) => page.getByRole("heading", { level: 1 });
  const erebor = (page: Page) => card(page, EREBOR).first();
  const update = (page: Page) => page.getByRole("button", { name: /^Actualizar Erebor/ }).first();
  const goOn = (page: Page) => page.getByRole("button", { name: /^Continuar/ });
  const toPhone = (page: Page) => page.getByRole("button", { name: /^Sigue en tu celular/ });
  const last = isDesktop ? toPhone : update;
  return [
    { path: "/", last: (page) => page.getByText("Elige a una persona de ejemplo") },
    { path: await pathOfEntry(product, {}), last: goOn },
    { path: await pathOfEntry(product, { linkId }), last: update },
    { path: "/enter#x", last: title },
    { path: "/lab", last: title },
    {
      path: "/lab?scenario=password_changed",
      last: (page) => phone(page).getByRole("article").first(),
    },
    { path: "/", as: "demo-ana", last },
    { path: `/links/${linkId}`, as: "demo-ana", last },
    { path: `/repair/${linkId}`, as: "demo-ana", last },
    { path: "/nowhere", as: "demo-ana", last: title },
    { path: "/", as: "demo-elena", last: erebor },
    { path: "/repair", as: "demo-elena", last: title },
    { path: "/", as: "demo-hugo", last: erebor },
    { path: "/?q=erebor", as: "demo-hugo", last: erebor },
  ];
}

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } };

test.use({ settings: { HOST_API_KEY: KEY } });
for (const [size, viewport] of Object.entries(sizes)) {
  for (const line of ["fast", "slow"]) {
    test(`no page moves by itself while it comes, on a ${size} with a ${line} line`, async ({
      browser,
      product,
      belvo,
    }) => {
      // Fourteen ways in, each by a line of its own.
      test.slow();
      const moved: Record<string, number> = {};
      for (const { path, as, last } of await waysIn(product, belvo, size === "desktop")) {
        const context = await browser.newContext({ locale: "es-MX", viewport });
        const page = await context.newPage();
        if (as !== undefined) await signIn(page, product, as);
        if (line === "slow") await slowDown(page);
        await page.goto(product.url + path);
        await expect(last(page), path).toBeVisible();
        const shift = await shiftOf(page);
        if (shift >= MOST_SHIFT) moved[`${as} at ${path}`] = shift;
        await context.close();
      }
      expect(moved).toEqual({});
    });
  }
}

async function signIn(page: Page, { url }: Product, user: string): Promise<void> {
  const headers = { Origin: url };
  await page.request.post(`${url}/api/demo/session`, { data: { user }, headers });
}
