import { once } from "node:events";
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { core } from "./running-project.ts";
import { EREBOR, updateErebor } from "./erebor.ts";
import { expect, expectAccessible, passwordField } from "./fixtures.ts";
import { KEY, test } from "./host-fixture.ts";
import type { Product } from "./product.ts";

const theOneBank = (page: Page) => page.getByRole("heading", { level: 1, name: EREBOR });

const codeOf = (address: string) => new URL(address).hash.slice(1);
const addressBar = (page: Page) => page.evaluate(() => window.location.href);

for (const [what, address, title] of [
  ["cut short", (product: Product) => `${product.url}/enter#abc`, "no está completa"],
  ["without its code", (product: Product) => `${product.url}/enter`, "no está completa"],
  ["made up", (product: Product) => `${product.url}/enter#${"x".repeat(43)}`, "no está completa"],
] as const) {
  test(`an address that is ${what} explains itself`, async ({ page, product }) => {
    await page.goto(address(product));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
    await expectAccessible(page);
  });
}

test.describe("in a frame of another site", () => {
  let html = "";
  /** `localhost` and `127.0.0.1` are two sites. */
  let origin = "";

  test.use({
    settings: async ({}, use) => {
      const server = createServer((_request, response) => {
        response.setHeader("Content-Type", "text/html").end(html);
      });
      server.listen(0, "localhost");
      await once(server, "listening");
      const address = server.address();
      origin = `http://localhost:${typeof address === "object" ? address?.port : ""}`;
      await use({ HOST_API_KEY: KEY, FRAME_ANCESTORS: origin });
      server.close();
    },
  });

  test("a login link is not used up where no session can be kept, and opens in a window of its own", async ({
    page,
    host,
  }) => {
    html = `<!doctype html><title>Host</title><iframe src="${await host.mailTo("demo-ana")}">`;
    await page.goto(origin);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: "Abre la página en otra" })).toBeVisible();

    const opened = page.waitForEvent("popup");
    await frame.getByRole("link", { name: "Abrir en otra ventana" }).click();
    const own = await opened;
    await updateErebor(own).click();
    await expect(passwordField(own)).toBeVisible();
  });
});

for (const [what, mangle] of [
  ["parameters before its fragment", (code: string) => `/enter?fbclid=abc#${code}`],
  ["a slash before its fragment", (code: string) => `/enter/#${code}`],
  ["parameters after it", (code: string) => `/enter#${code}?utm_source=mail&utm_medium=email`],
  ["a full stop and a bracket after it", (code: string) => `/enter#${code}.)`],
  ["a blank after it", (code: string) => `/enter#${code}%20`],
  ["its # as %23", (code: string) => `/enter%23${code}`],
  ["its # as %23 and a full stop after it", (code: string) => `/enter%23${code}.`],
  ["its # twice", (code: string) => `/enter#%23${code}`],
] as const) {
  test(`a login link that a mail program left with ${what} lets its person in`, async ({
    page,
    product,
    host,
  }) => {
    const code = codeOf(await host.mailTo("demo-ana"));
    await page.goto(`${product.url}${mangle(code)}`);
    await expect(theOneBank(page)).toBeVisible();
    expect(await addressBar(page)).not.toContain(code);
    await updateErebor(page).click();
    await expect(page).toHaveURL(/\/repair\//);
  });
}

test(
  "a login link works in a tab that shows the refusal of an old one",
  core,
  async ({ page, product, host }) => {
    const old = "x".repeat(43);
    await page.goto(`${product.url}/enter#${old}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("no está completa");
    expect(await addressBar(page)).not.toContain(old);

    const code = codeOf(await host.mailTo("demo-ana"));
    // As a person does who pastes it into the address bar: only the fragment changes.
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, code);
    await expect(theOneBank(page)).toBeVisible();
    expect(await addressBar(page)).not.toContain(code);
  },
);

test("no code stays in the address bar while nothing has come yet, and a reload still has it", async ({
  page,
  product,
  host,
}) => {
  const code = codeOf(await host.mailTo("demo-ana"));
  await page.route("**/api/session", (route) =>
    route.request().method() === "POST" ? route.abort("connectionreset") : route.fallback(),
  );
  await page.goto(`${product.url}/enter#${code}`);
  await updateErebor(page).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No pudimos abrir tu página");
  expect(await addressBar(page)).toBe(`${product.url}/enter`);

  await page.unroute("**/api/session");
  await page.reload();
  await expect(theOneBank(page)).toBeVisible();
});
