import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type FrameLocator, type Page } from "@playwright/test";
import { z } from "zod";
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

interface Belvo {
  links: (user: string) => Promise<BelvoLink[]>;
  put: (linkId: string, body: object) => Promise<void>;
  control: (method: "POST" | "PUT", path: string, body: object) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  product: [
    async ({ settings }, use) => {
      const product = await startProduct(settings);
      await use(product);
      await product.stop();
    },
    // Two processes start before the test does; the test's own time is for the test.
    { timeout: 60_000 },
  ],
  belvo: async ({ product }, use) => {
    await use(belvoAt(product.sandboxUrl));
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

function belvoAt(url: string): Belvo {
  const call = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { Authorization: KEYS, "Content-Type": "application/json" },
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
    return response;
  };
  return {
    links: async (user) => {
      const query = `external_id=${user}&page_size=1000`;
      const response = await call(`/api/links/?${query}`, { method: "GET" });
      return BelvoLinks.parse(await response.json()).results;
    },
    put: async (linkId, body) => {
      await call(`/api/links/${linkId}/`, { method: "PUT", body: JSON.stringify(body) });
    },
    control: async (method, path, body) => {
      await call(`/_sandbox${path}`, { method, body: JSON.stringify(body) });
    },
  };
}

/** Comes in as one of the demo's users, by the page that offers them. */
export async function enterAs(page: Page, product: Product, name: string): Promise<void> {
  await page.goto(product.url);
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("article").first()).toBeVisible();
}

/** The card of a bank, by the bank's name. */
export function card(page: Page, bank: string | RegExp) {
  return page.getByRole("article", { name: bank });
}

/** The inside of Belvo's widget. */
export function widget(page: Page): FrameLocator {
  return page.frameLocator("#belvo iframe");
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
  ).toEqual([]);
}
