import type { Browser, Page } from "@playwright/test";
import { core } from "./running-project.ts";
import { EREBOR, finishErebor, openErebor, updateErebor } from "./erebor.ts";
import { card, expect, expectAccessible, leaveWidget, passwordField } from "./fixtures.ts";
import { test } from "./host-fixture.ts";
import { expectListed } from "./open-bank.ts";

const theOneBank = (page: Page) => page.getByRole("heading", { level: 1, name: EREBOR });

const goOn = (page: Page) => page.getByRole("button", { name: /^Continuar/ });

async function onAnotherDevice(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: "es-MX" });
  return context.newPage();
}

test(
  "a mailed login link leads to one bank, and one tap lets in and opens the widget",
  core,
  async ({ page, browser, host }) => {
    const address = await host.mailTo("demo-ana");
    await page.goto(address);
    await expectListed(page, theOneBank(page));
    await expect(page.getByText("Qué va a pasar")).toBeVisible();
    await expectAccessible(page);

    await openErebor(page);
    await expect(passwordField(page)).toBeVisible();
    await expect(page).toHaveURL(/\/repair\/[0-9a-f-]{36}$/);
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
  await openErebor(page);
  await expect(passwordField(page)).toBeVisible();
  const tablet = await onAnotherDevice(browser);
  await tablet.goto(address);
  await openErebor(tablet);
  await expect(passwordField(tablet)).toBeVisible();
  await tablet.context().close();
});

test("a person who came by a mailed login link sees that bank and no other at any address", async ({
  page,
  product,
  belvo,
  host,
}) => {
  await page.goto(await host.mailTo("demo-ana"));
  await openErebor(page);
  await leaveWidget(page);
  await expect(updateErebor(page)).toBeVisible();
  const own = page.url();
  const other = (await belvo.links("demo-ana")).find(({ status }) => status === "valid");

  for (const path of ["/", "/links/x", "/nowhere"]) {
    await page.goto(`${product.url}${path}`);
    await expect(page).toHaveURL(own);
  }
  await page.goto(`${product.url}/repair/${other?.id ?? ""}`);
  await expect(page.getByText("No encontramos esta conexión")).toBeVisible();
  await page.getByRole("link", { name: "Ver todo" }).click();
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
  await goOn(page).click();
  await expect(card(page, EREBOR)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.goBack();
  await expect(page).toHaveURL(`${host.url}/outbox`);

  const elsewhere = await onAnotherDevice(browser);
  await elsewhere.goto(loginLink);
  await expect(elsewhere.getByText("Este enlace ya se usó")).toBeVisible();
  await elsewhere.context().close();
});

test("an open widget stays when the same person comes in for all their banks in another tab", async ({
  page,
  host,
}) => {
  await page.goto(await host.mailTo("demo-ana"));
  await openErebor(page);
  await passwordField(page).fill("pass_");
  const other = await page.context().newPage();
  await other.goto(`${host.url}/open-relink?user=demo-ana`);
  await goOn(other).click();
  await expect(other.getByRole("article")).toHaveCount(3);

  await expect(passwordField(page)).toHaveValue("pass_");
  await finishErebor(page);
  await page.getByRole("link", { name: "Ver todo" }).click();
  await expect(page.getByRole("article")).toHaveCount(3);
});
