import type { BrowserContext, Page, Request } from "@playwright/test";
import { EREBOR, openErebor } from "./erebor.ts";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  passwordField,
  sendPassword,
  test,
  widget,
} from "./fixtures.ts";
import type { Product } from "./product.ts";

/** With a stream open the page polls every 30 seconds: what shows before came by the stream. */
const BEFORE_POLLING = { timeout: 20_000 };

/** Comes in and waits until the page hears of changes. */
async function enterAndListen(page: Page, product: Product, name: string): Promise<void> {
  const stream = page.waitForResponse("**/api/live");
  await enterAs(page, product, name);
  expect((await stream).status()).toBe(200);
}

/** Counts the streams that the tabs of a browser have open. */
function countStreams(context: BrowserContext): { opened: () => number; open: () => number } {
  const all: Request[] = [];
  const ended = new Set<Request>();
  context.on("request", (request) => {
    if (request.url().endsWith("/api/live")) all.push(request);
  });
  context.on("requestfailed", (request) => ended.add(request));
  context.on("requestfinished", (request) => ended.add(request));
  // With a tab its stream goes, and nothing more is heard of it.
  const isOpen = (request: Request) => !ended.has(request) && !request.frame().page().isClosed();
  return { opened: () => all.length, open: () => all.filter(isOpen).length };
}

test.describe("on a phone that was scrolled", () => {
  test.use({ viewport: { width: 390, height: 640 } });

  test("a bank that breaks shows without a reload, is said, and neither scroll nor focus moves", async ({
    page,
    product,
    belvo,
  }) => {
    const [valid] = (await belvo.links("demo-elena")).filter(
      ({ institution }) => institution === "erebor_co_retail",
    );
    await enterAndListen(page, product, "Elena Vega");
    const name = card(page, "Heimdall Bank Colombia").getByRole("link");
    await name.focus();
    await page.mouse.wheel(0, 150);
    const scrolled = () => page.evaluate(() => Math.round(window.scrollY));
    await expect.poll(scrolled).toBeGreaterThan(0);
    const before = await scrolled();

    await belvo.breakLink(valid?.id ?? "");
    const broken = card(page, "Erebor Bank Colombia");
    await expect(broken).toContainText("Contraseña nueva", BEFORE_POLLING);
    await expect(page.getByRole("status")).toHaveText(
      "Cambió el estado de Erebor Bank Colombia: Contraseña nueva.",
    );
    await expect(page).toHaveTitle("(6) Tus bancos");
    await expect(name).toBeFocused();
    expect(await scrolled()).toBe(before);
    await expectAccessible(page);
  });
});

test("a change of another bank leaves an open widget alone", async ({ page, product, belvo }) => {
  const [other] = (await belvo.links("demo-ana")).filter(({ status }) => status === "valid");
  await enterAndListen(page, product, "Ana Torres");
  await openErebor(page);
  await passwordField(page).fill("pass_");
  await belvo.breakLink(other?.id ?? "");
  await expect(page.locator("article").filter({ hasText: "Contraseña nueva" })).toHaveCount(
    2,
    BEFORE_POLLING,
  );
  await expect(passwordField(page)).toHaveValue("pass_");
  await expect(passwordField(page)).toBeFocused();
  await expectAccessible(page);

  await sendPassword(page);
  await expect(card(page, EREBOR)).toContainText("volvió a conectarse");
  await expect(page.getByRole("article").filter({ hasText: "Contraseña nueva" })).toHaveCount(1);
});

test("a change of the bank in the open widget leaves the widget open, and its end tells the truth", async ({
  page,
  product,
  belvo,
}) => {
  const [broken] = (await belvo.links("demo-ana")).filter(({ status }) => status === "invalid");
  await enterAndListen(page, product, "Ana Torres");
  await openErebor(page);
  await passwordField(page).fill("pass_");
  await belvo.put(broken?.id ?? "", { password: "pass_valid" });
  // By its text: the page behind the widget is hidden from everyone but the eye.
  const behind = page.locator("article").filter({ hasText: "Erebor" });
  await expect(behind).toContainText("Conectado", BEFORE_POLLING);
  await expect(passwordField(page)).toHaveValue("pass_");
  await expect(passwordField(page)).toBeFocused();

  await page.keyboard.press("Escape");
  await widget(page).getByRole("button", { name: "Salir" }).click();
  await expect(card(page, EREBOR)).toContainText("volvió a conectarse");
  await expect(card(page, EREBOR)).toContainText("Conectado");
  await expect(card(page, EREBOR).getByRole("link")).toBeFocused();
  await expectAccessible(page);
});

test("the tabs of a browser share one stream, which the next tab takes over", async ({
  page,
  context,
  product,
  belvo,
}) => {
  const streams = countStreams(context);
  const [, second, third] = await belvo.links("demo-carla");
  await enterAndListen(page, product, "Carla Ríos");
  const others = [await context.newPage(), await context.newPage()];
  for (const tab of others) {
    await tab.goto(product.url);
    await expect(tab.getByRole("article").first()).toBeVisible();
  }
  const badges = (tab: Page) => tab.getByRole("article").filter({ hasText: "Contraseña nueva" });
  await belvo.breakLink(second?.id ?? "");
  for (const tab of [page, ...others]) await expect(badges(tab)).toHaveCount(1, BEFORE_POLLING);
  expect([streams.opened(), streams.open()]).toEqual([1, 1]);

  const next = context.waitForEvent("response", (response) => response.url().endsWith("/api/live"));
  await page.close();
  await next;
  await belvo.breakLink(third?.id ?? "");
  for (const tab of others) await expect(badges(tab)).toHaveCount(2, BEFORE_POLLING);
  expect([streams.opened(), streams.open()]).toEqual([2, 1]);
});

test("the page polls where streams are blocked, and says the change", async ({
  page,
  product,
  belvo,
}) => {
  const [link] = await belvo.links("demo-carla");
  await page.route("**/api/live", (route) => route.abort("blockedbyclient"));
  await enterAs(page, product, "Carla Ríos");
  await belvo.breakLink(link?.id ?? "");
  const broken = page.getByRole("article").filter({ hasText: "Contraseña nueva" });
  await expect(broken).toHaveCount(1);
  await expect(page.getByRole("status")).toHaveText(/^Cambió el estado de .*: Contraseña nueva\.$/);
});
