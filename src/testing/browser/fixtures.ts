import { createHash } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type FrameLocator, type Page } from "@playwright/test";
import { z } from "zod";
import { chaosSeed, overChaos, type TestDials } from "./chaos.ts";
import { expectListed } from "./open-bank.ts";
import { startProduct, type Product } from "./product.ts";

/** Belvo's links as the sandbox's API tells them, read with the keys and around our backend. */
const BelvoLink = z.object({
  id: z.string(),
  institution: z.string(),
  status: z.string(),
  external_id: z.string(),
});
const BelvoLinks = z.object({ results: z.array(BelvoLink) });
type BelvoLink = z.infer<typeof BelvoLink>;

const KEYS = `Basic ${Buffer.from("sandbox-id:sandbox-password").toString("base64")}`;

interface Fixtures {
  /** Settings for the backend of this test. */
  settings: Record<string, string>;
  product: Product;
  belvo: Belvo;
}

/** Belvo, as it is behind our backend. */
export interface Belvo {
  links: (user: string) => Promise<BelvoLink[]>;
  put: (linkId: string, body: object) => Promise<void>;
  /** Lets the sandbox's time pass. */
  advance: (ms: number) => Promise<void>;
  /** Has the sandbox make things go wrong; dials that are not given are as they were at first. */
  dial: (dials: TestDials) => Promise<void>;
  /** Breaks a link at Belvo, which tells us by webhook. */
  breakLink: (linkId: string, as?: "invalid" | "token_required") => Promise<void>;
}

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  product: [
    async ({ settings }, use, { titlePath }) => {
      const product = await startProduct(settings);
      const belvo = belvoAt(product.sandboxUrl, seedOf(titlePath));
      await belvo.dial({});
      const startSandbox = async () => {
        await product.startSandbox();
        await belvo.dial({});
      };
      await use({ ...product, startSandbox });
      await product.stop();
    },
    // Two processes start before the test does; the test's own time is for the test.
    { timeout: 60_000 },
  ],
  belvo: async ({ product }, use, { titlePath }) => {
    await use(belvoAt(product.sandboxUrl, seedOf(titlePath)));
  },
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
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

/** In chaos, each test has a seed of its own, so that it fails by itself as it does among others. */
function seedOf(titlePath: readonly string[]): string | null {
  if (chaosSeed === null) return null;
  return createHash("sha256")
    .update([chaosSeed, ...titlePath].join("/"))
    .digest("hex");
}

function belvoAt(url: string, seed: string | null): Belvo {
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
    dial: (dials) => control("PUT", "/faults", seed === null ? dials : overChaos(dials, seed)),
    breakLink: (linkId, as = "invalid") => control("POST", `/links/${linkId}/break`, { as }),
    links: async (user) => {
      const query = `external_id=${user}&page_size=1000`;
      const response = await call(`/api/links/?${query}`, { method: "GET" });
      return BelvoLinks.parse(await response.json()).results;
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

/** The inside of Belvo's widget. */
export function widget(page: App): FrameLocator {
  return page.frameLocator("#belvo iframe");
}

/** Where the widget asks for a password. */
export const passwordField = (page: App) => widget(page).getByLabel("Contraseña", { exact: true });

/** Types a password into the widget and sends it. */
export async function sendPassword(page: App, password = "pass_valid"): Promise<void> {
  await passwordField(page).fill(password);
  await widget(page).getByRole("button", { name: "Actualizar" }).click();
}

/** Closes the widget, and means it. */
export async function leaveWidget(page: App): Promise<void> {
  await widget(page).getByRole("button", { name: "Cerrar" }).click();
  await widget(page).getByRole("button", { name: "Salir" }).click();
}

/** Comes in as one of the demo's people, whoever was there before. */
export async function become(page: Page, product: Product, name: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(product.url);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
}

/**
 * In chaos the pages are those that were looked at in a calm run.
 *
 * @param without A frame that has landmarks of its own, and is looked at by itself.
 */
export async function expectAccessible(page: Page, without?: string): Promise<void> {
  if (chaosSeed !== null) return;
  const axe = new AxeBuilder({ page }).withTags([
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
  ]);
  if (without !== undefined) axe.exclude(without);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
  ).toEqual([]);
}
