import { once } from "node:events";
import { createServer } from "node:http";
import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { endProcess } from "../processes/end-process.ts";
import { freePort } from "../processes/free-port.ts";
import { startNode } from "../processes/start-node.ts";
import { core } from "./running-project.ts";
import { EREBOR, finishErebor, openErebor, updateErebor } from "./erebor.ts";
import { card, expect, expectAccessible, passwordField, test as base } from "./fixtures.ts";
import { expectListed } from "./open-bank.ts";
import type { Product } from "./product.ts";

const KEY = "a-key-of-the-host-with-32-characters-or-more";
const Outbox = z.array(z.object({ to: z.string(), url: z.string() }));

interface Host {
  url: string;
  /** Has the host look for broken links, and gives the address that it sends to somebody. */
  mailTo: (user: string) => Promise<string>;
}

const test = base.extend<{ host: Host }>({
  settings: { HOST_API_KEY: KEY },
  host: async ({ product }, use) => {
    const port = await freePort();
    const child = await startNode({
      script: "dist/node/example-host.js",
      settings: {
        PORT: String(port),
        RELINK_URL: product.url,
        RELINK_HOST_KEY: KEY,
        BELVO_API_URL: product.sandboxUrl,
      },
    });
    const url = `http://127.0.0.1:${port}`;
    await use({
      url,
      mailTo: async (user) => {
        // Belvo may not answer, in chaos; a host's backend asks again.
        await expect(async () => {
          const { ok } = await fetch(`${url}/check`, { method: "POST" });
          expect(ok).toBe(true);
        }).toPass({ timeout: 60_000 });
        const sent = Outbox.parse(await (await fetch(`${url}/outbox.json`)).json());
        return sent.find(({ to }) => to === user)?.url ?? "";
      },
    });
    await endProcess(child, "SIGTERM");
  },
});

const theOneBank = (page: Page) => page.getByRole("heading", { level: 1, name: EREBOR });

async function onAnotherDevice(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: "es-MX" });
  return context.newPage();
}

test(
  "a mailed login link leads to one bank, and one tap opens the widget",
  core,
  async ({ page, browser, host }) => {
    const address = await host.mailTo("demo-ana");
    await page.goto(address);
    await expectListed(page, theOneBank(page));
    expect(page.url()).toMatch(/\/repair\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Qué va a pasar")).toBeVisible();
    await expectAccessible(page);

    await openErebor(page);
    await finishErebor(page);
    await expect(page.getByText("ya puedes cerrar esta página")).toBeVisible();
    await expectAccessible(page);

    const later = await onAnotherDevice(browser);
    await later.goto(address);
    await expect(later.getByRole("heading", { name: "Todo listo" })).toBeVisible();
    await expectAccessible(later);
    await later.context().close();
  },
);

test("a mailed login link opens on a second device, and after a mail scanner fetched it 20 times", async ({
  page,
  browser,
  host,
  request,
}) => {
  const address = await host.mailTo("demo-ana");
  for (let looks = 0; looks < 20; looks += 1) await request.get(address);
  await page.goto(address);
  await expect(updateErebor(page)).toBeVisible();
  const tablet = await onAnotherDevice(browser);
  await tablet.goto(address);
  await expect(updateErebor(tablet)).toBeVisible();
  await tablet.context().close();
});

test("a person who came by a mailed login link sees that bank and no other at any address", async ({
  page,
  product,
  belvo,
  host,
}) => {
  await page.goto(await host.mailTo("demo-ana"));
  await expect(updateErebor(page)).toBeVisible();
  const own = page.url();
  const other = (await belvo.links("demo-ana")).find(({ status }) => status === "valid");

  for (const path of ["/", "/links/x", "/nowhere"]) {
    await page.goto(`${product.url}${path}`);
    await expect(page).toHaveURL(own);
  }
  await page.goto(`${product.url}/repair/${other?.id ?? ""}`);
  await expect(page.getByText("No encontramos esta conexión")).toBeVisible();
  await page.getByRole("link", { name: "Ver tus bancos" }).click();
  await expect(page).toHaveURL(own);
  expect((await page.request.get(`${product.url}/api/links/${other?.id ?? ""}`)).status()).toBe(
    404,
  );
});

test("the example host sends one message for as long as a bank stays broken", async ({
  host,
  belvo,
}) => {
  const first = await host.mailTo("demo-ana");
  expect(await host.mailTo("demo-ana")).toBe(first);
  const broken = (await belvo.links("demo-ana")).find(({ status }) => status === "invalid");
  await belvo.put(broken?.id ?? "", { password: "pass_valid" });
  expect(await host.mailTo("demo-ana")).toBe("");
});

test("a person whom the example host sends over sees all their banks, by a login link that works once", async ({
  page,
  browser,
  host,
  request,
}) => {
  const sentOver = await request.get(`${host.url}/open-relink?user=demo-ana`, { maxRedirects: 0 });
  const loginLink = sentOver.headers()["location"] ?? "";
  await page.goto(`${host.url}/outbox`);
  await page.goto(loginLink);
  await expect(card(page, EREBOR)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.goBack();
  await expect(page).toHaveURL(`${host.url}/outbox`);

  const elsewhere = await onAnotherDevice(browser);
  await elsewhere.goto(loginLink);
  await expect(elsewhere.getByText("Esta dirección ya se usó")).toBeVisible();
  await elsewhere.context().close();
});

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
    await expect(updateErebor(await opened)).toBeVisible();
  });
});

const codeOf = (address: string) => new URL(address).hash.slice(1);
const addressBar = (page: Page) => page.evaluate(() => window.location.href);

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

test("an open widget stays when the same person comes in for all their banks in another tab", async ({
  page,
  host,
}) => {
  await page.goto(await host.mailTo("demo-ana"));
  await openErebor(page);
  await passwordField(page).fill("pass_");
  const other = await page.context().newPage();
  await other.goto(`${host.url}/open-relink?user=demo-ana`);
  await expect(other.getByRole("article")).toHaveCount(3);

  await expect(passwordField(page)).toHaveValue("pass_");
  await finishErebor(page);
  await page.getByRole("link", { name: "Ver tus bancos" }).click();
  await expect(page.getByRole("article")).toHaveCount(3);
});

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
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No pudimos abrir tu página");
  expect(await addressBar(page)).toBe(`${product.url}/enter`);

  await page.unroute("**/api/session");
  await page.reload();
  await expect(theOneBank(page)).toBeVisible();
});
