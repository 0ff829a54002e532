import type { Locator, Page } from "@playwright/test";
import { FIRST_DATA_ID } from "#contract/first-data.ts";
import { labPaths } from "#contract/lab.ts";
import { locales } from "#contract/locale.ts";
import { pageParts, readPreloads } from "../../server/site/preloads.ts";
import { becomeInTab } from "./become-in-tab.ts";
import { EREBOR, repairErebor, updateErebor } from "./erebor.ts";
import { card, enterAs, expect, test } from "./fixtures.ts";
import { test as hostTest } from "./host-fixture.ts";
import { core } from "./running-project.ts";
import { withoutFirstData } from "./without-first-data.ts";

declare global {
  interface Window {
    tellOf?: (what: string) => Promise<void>;
  }
}

/**
 * Answers a page's document, and what that document names; all else is asked for in vain. So what the
 * page shows comes in two round trips, however slow or quick this machine is.
 *
 * @returns What was asked for in vain.
 */
async function allowTwoRounds(page: Page): Promise<string[]> {
  const named = new Set<string>();
  const inVain: string[] = [];
  await page.route("**", async (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      const response = await route.fetch();
      const html = await response.text();
      for (const [, address = ""] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
        named.add(new URL(address, request.url()).href);
      }
      await route.fulfill({ response, body: html });
    } else if (named.has(request.url())) await route.continue();
    else inVain.push(new URL(request.url()).pathname);
  });
  return inVain;
}

async function expectInTwoRounds(page: Page, url: string, shown: Locator): Promise<void> {
  const inVain = await allowTwoRounds(page);
  await page.goto(url, { waitUntil: "commit" });
  await expect(shown).toBeVisible();
  expect(inVain.filter((path) => path.startsWith("/api/session"))).toEqual([]);
}

const linkIdOf = async (page: Page) =>
  /bank-(\S+)/.exec((await card(page, EREBOR).getAttribute("aria-labelledby")) ?? "")?.[1] ?? "";

for (const [locale, sentence] of [
  ["es-MX", "Contraseña nueva"],
  ["es-CO", "Clave nueva"],
  ["pt-BR", "Senha nova"],
  ["en", "New password"],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("the first card is there after two round trips", async ({ page, product }) => {
      await page.request.post(`${product.url}/api/demo/session`, { data: { user: "demo-ana" } });
      await page.request.get(`${product.url}/api/links`);
      await expectInTwoRounds(page, product.url, card(page, EREBOR).getByText(sentence));
    });
  });
}

test(
  "each page of a person's is there after two round trips, and so is that of nobody",
  core,
  async ({ page, context, product }) => {
    const start = await context.newPage();
    const people = start.getByRole("button", { name: /^Ana Torres/ });
    await expectInTwoRounds(start, product.url, people);
    await start.close();

    await enterAs(page, product, "Ana Torres");
    const linkId = await linkIdOf(page);
    for (const [path, shown] of [
      ["/", (one: Page) => card(one, EREBOR)],
      [`/repair/${linkId}`, updateErebor],
      [`/links/${linkId}`, (one: Page) => one.getByRole("heading", { level: 1, name: EREBOR })],
    ] as const) {
      const another = await context.newPage();
      await expectInTwoRounds(another, `${product.url}${path}`, shown(another));
      await another.close();
    }
  },
);

test("the language that a person chose is named by the HTML of their next visit, and an old choice is taken over", async ({
  page,
  context,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await page.getByRole("combobox").selectOption("pt-BR");
  await expect(card(page, EREBOR)).toContainText("Senha nova");
  const next = await context.newPage();
  await expectInTwoRounds(next, product.url, card(next, EREBOR).getByText("Senha nova"));

  await context.clearCookies({ name: "relink-locale" });
  await page.evaluate(() => localStorage.setItem("relink-language", "en"));
  await page.reload();
  await expect(card(page, EREBOR)).toContainText("New password");
  const kept = await context.cookies();
  expect(kept.find(({ name }) => name === "relink-locale")).toMatchObject({
    value: "en",
    path: "/",
    sameSite: "Lax",
    httpOnly: false,
  });
  expect(await page.evaluate(() => localStorage.getItem("relink-language"))).toBeNull();
});

test("a language in the cookie that is none does no harm", async ({ page, context, product }) => {
  const { hostname } = new URL(product.url);
  for (const value of ["tlh", "en-US@posix", "%00", 'es-MX"><script>']) {
    await context.addCookies([
      { name: "relink-locale", value: encodeURIComponent(value), domain: hostname, path: "/" },
    ]);
    await page.goto(product.url);
    await expect(page.getByRole("button", { name: /^Ana Torres/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("es-MX");
  }
});

test(
  "a page that came without first data asks for it, and works",
  core,
  async ({ page, product }) => {
    await withoutFirstData(page, product.url);
    await enterAs(page, product, "Ana Torres");
    await page.reload();
    await expect(page.locator(`#${FIRST_DATA_ID}`)).toHaveCount(0);
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    await repairErebor(page);
  },
);

test("going back and reloading show who is there, and never whom the HTML was for before", async ({
  page,
  product,
  belvo,
}) => {
  await enterAs(page, product, "Elena Vega");
  await page.reload();
  await expect(card(page, "Heimdall Bank Colombia")).toBeVisible();
  await page.goto(`${product.url}/livez`);
  await becomeInTab(page.context(), product, "Carla Ríos");

  const elenas = (await belvo.links("demo-elena")).map(({ id }) => id);
  const seen = await watchFor(page, elenas);
  await page.goBack();
  await expect(page.getByRole("banner")).toContainText("Carla Ríos");
  await page.reload();
  await expect(page.getByRole("banner")).toContainText("Carla Ríos");
  expect(seen()).toEqual(["looked", "looked"]);
});

/** @returns What tells of each document from now on, and of each of these texts that stood in one. */
async function watchFor(page: Page, texts: readonly string[]): Promise<() => string[]> {
  const seen: string[] = [];
  await page.exposeFunction("tellOf", (what: string) => {
    seen.push(what);
  });
  await page.addInitScript((wanted) => {
    if (window !== window.top) return;
    const tell = (what: string) => void window.tellOf?.(what);
    const look = () => {
      const html = document.documentElement.outerHTML;
      for (const text of wanted) if (html.includes(text)) tell(text);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    tell("looked");
  }, texts);
  return () => seen;
}

test("the build has every file that the HTML may name", ({ site }) => {
  const preloads = readPreloads(site);
  for (const locale of locales) expect(preloads(locale, null)).toContain(`/assets/${locale}-`);
  for (const part of pageParts) {
    expect(preloads("en", part).length, part).toBeGreaterThan(preloads("en", null).length);
  }
});

test("the lab's code is in no script that a person's page loads", ({ site }) => {
  const scripts = [...site].filter(([path]) => path.endsWith(".js"));
  const withLab = scripts.filter(([, { body }]) =>
    new TextDecoder().decode(body).includes(labPaths.lab),
  );
  expect(withLab.map(([path]) => path.replace(/-[\w-]{8}\.js$/, ""))).toEqual(["/assets/lab-page"]);
  expect(scripts.length).toBeGreaterThan(10);
});

hostTest(
  "who came to repair one bank has it after two round trips, at whatever address",
  async ({ page, context, product, host }) => {
    await page.goto(await host.mailTo("demo-ana"));
    await updateErebor(page).click();
    await page.waitForURL(/\/repair\//);
    for (const path of ["/", new URL(page.url()).pathname]) {
      const another = await context.newPage();
      await expectInTwoRounds(another, `${product.url}${path}`, updateErebor(another));
      await another.close();
    }
  },
);
