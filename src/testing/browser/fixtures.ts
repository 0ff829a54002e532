import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type FrameLocator, type Page } from "@playwright/test";
import * as v from "valibot";
import type { Site } from "../../server/site/load-site.ts";
import { OF_THE_NETWORK } from "./engines/firefox-project.ts";
import { FIREFOX, requireBrowser } from "./engines/system-browsers.ts";
import { overChaos, type TestFaults } from "./chaos-faults.ts";
import { findSharedTexts } from "../find-shared-texts.ts";
import { expectListed } from "./open-bank.ts";
import { readBuiltSite, startBuiltProduct, startProduct, type Product } from "./product.ts";
import { isChaos } from "./running-project.ts";

/** Belvo's links as the sandbox's API gives them, read with the keys and around our backend. */
const BelvoLink = v.object({
  id: v.string(),
  institution: v.string(),
  status: v.string(),
  external_id: v.string(),
});
const BelvoLinks = v.object({ results: v.array(BelvoLink) });
type BelvoLink = v.InferOutput<typeof BelvoLink>;

const KEYS = `Basic ${Buffer.from("sandbox-id:sandbox-password").toString("base64")}`;
/** Long enough to be seen, and nothing that tests wait for. */
const SUCCESS_SHOWN_MS = 300;

export interface Options {
  /** Settings for the backend of this test. */
  settings: Record<string, string>;
  /** True for processes as built, on a store on the disk. */
  isBuilt: boolean;
  /** What all goes wrong follows from it; `null` where all goes well. */
  chaosSeed: string | null;
  /** The form that Belvo's script has, unless a test asks for another. */
  widgetForm: string;
}

export interface Fixtures {
  product: Product;
  belvo: Belvo;
  browserIsHere: undefined;
}

export interface WorkerFixtures {
  site: Site;
}

/** Belvo, as it is behind our backend. */
export interface Belvo {
  links: (user: string) => Promise<BelvoLink[]>;
  put: (linkId: string, body: object) => Promise<void>;
  /** Lets the sandbox's time pass. */
  advance: (ms: number) => Promise<void>;
  /** Has the sandbox make things go wrong; faults that are not given are as they were at first. */
  setFaults: (faults: TestFaults) => Promise<void>;
  /** Breaks a link at Belvo, which tells us by webhook. */
  breakLink: (linkId: string, as?: "invalid" | "token_required") => Promise<void>;
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  settings: [{}, { option: true }],
  isBuilt: [false, { option: true }],
  chaosSeed: [null, { option: true }],
  widgetForm: ["normal", { option: true }],
  browserIsHere: [
    async ({ browserName }, use, testInfo) => {
      if (browserName === "firefox") requireBrowser(FIREFOX, testInfo);
      await use(undefined);
    },
    { auto: true },
  ],
  site: [
    async ({}, use) => {
      await use(await readBuiltSite());
    },
    { scope: "worker" },
  ],
  product: async ({ settings, isBuilt, chaosSeed, widgetForm, site }, use, { titlePath }) => {
    const product = isBuilt
      ? await startBuiltProduct(settings)
      : await startProduct(site, settings);
    const belvo = belvoAt(product.sandboxUrl, { chaosSeed, widgetForm, titlePath });
    await belvo.setFaults({});
    const startSandbox = async () => {
      await product.startSandbox();
      await belvo.setFaults({});
    };
    await use({ ...product, startSandbox });
    await product.stop();
  },
  belvo: async ({ product, chaosSeed, widgetForm }, use, { titlePath }) => {
    await use(belvoAt(product.sandboxUrl, { chaosSeed, widgetForm, titlePath }));
  },
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => {
      if (!OF_THE_NETWORK.test(message)) faults.push(message);
    });
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        throw new Error(`policy violated: ${violatedDirective} ${blockedURI}`);
      });
    });
    await use(page);
    expect(faults, "errors that the page threw").toEqual([]);
  },
});

export { expect };

interface World extends Pick<Options, "chaosSeed" | "widgetForm"> {
  titlePath: readonly string[];
}

function belvoAt(url: string, { chaosSeed, widgetForm, titlePath }: World): Belvo {
  const call = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { Authorization: KEYS, "Content-Type": "application/json" },
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
    return response;
  };
  const control = async (method: "POST" | "PUT", path: string, body: object) => {
    await call(`/_sandbox${path}`, { method, body: JSON.stringify(body) });
  };
  return {
    advance: (advanceMs) => control("POST", "/clock", { advanceMs }),
    setFaults: (given) => {
      const faults = { successShownMs: SUCCESS_SHOWN_MS, widget: widgetForm, ...given };
      const all = chaosSeed === null ? faults : overChaos(faults, chaosSeed, titlePath);
      return control("PUT", "/faults", all);
    },
    breakLink: (linkId, as = "invalid") => control("POST", `/links/${linkId}/break`, { as }),
    links: async (user) => {
      const query = `external_id=${user}&page_size=1000`;
      const response = await call(`/api/links/?${query}`, { method: "GET" });
      return v.parse(BelvoLinks, await response.json()).results;
    },
    put: async (linkId, body) => {
      await call(`/api/links/${linkId}/`, { method: "PUT", body: JSON.stringify(body) });
    },
  };
}

/** Comes in as one of the demo's users, by the page that offers them. */
export async function enterAs(page: Page, product: Product, name: string): Promise<void> {
  await page.goto(product.url);
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await expectListed(page, page.getByRole("article").first());
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The page itself, or where the lab shows it: in a frame. */
export type App = Page | FrameLocator;

/** The card of a bank, by the bank's name. */
export function card(page: App, bank: string | RegExp) {
  return page.getByRole("article", { name: bank });
}

/** The widget frame of ours that is open; one that waits for its opening has no name yet. */
export function openFrame(page: App) {
  return page.locator("#widget > iframe[title]");
}

/** What Belvo's widget puts into it: a frame of its own. */
export function belvoFrame(page: App) {
  return openFrame(page).contentFrame().locator("#belvo iframe");
}

/** The inside of Belvo's widget. */
export function widget(page: App): FrameLocator {
  return belvoFrame(page).contentFrame();
}

/** Where the widget asks for a password. */
export const passwordField = (page: App) => widget(page).getByLabel("Contraseña", { exact: true });

/** Types a password into the widget and sends it. */
export async function sendPassword(page: App, password = "pass_valid"): Promise<void> {
  await passwordField(page).fill(password);
  await widget(page).getByRole("button", { name: "Actualizar" }).click();
}

/** Closes the widget, which asks nothing more. */
export async function leaveWidget(page: App): Promise<void> {
  await widget(page).getByRole("button", { name: "Cerrar" }).click();
}

/** Comes in as one of the demo's people, whoever was there before. */
export async function become(page: Page, product: Product, name: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(product.url);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
}

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface AxeScope {
  /** A frame that has landmarks of its own, and is looked at by itself. */
  without?: string;
  /** The rules that a theme can break; all of them, unless this is given. */
  rules?: string[];
}

/**
 * Has axe find nothing. It runs in Chromium only, where all goes well: elsewhere the pages are the
 * same, and axe opens a page of its own that other engines have no driver for.
 */
export async function expectAccessible(page: Page, { without, rules }: AxeScope = {}) {
  if (isChaos() || engineOf(page) !== "chromium") return;
  const axe = new AxeBuilder({ page });
  if (rules === undefined) axe.withTags(AXE_TAGS);
  else axe.withRules(rules);
  if (without !== undefined) axe.exclude(without);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
  ).toEqual([]);
  expect(
    await page.locator("body").evaluate(findSharedTexts),
    "texts that share their element",
  ).toEqual([]);
}

function engineOf(page: Page): string | undefined {
  return page.context().browser()?.browserType().name();
}
