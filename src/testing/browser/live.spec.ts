import type { Page } from "@playwright/test";
import { EREBOR, openErebor } from "./erebor.ts";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  openFrame,
  passwordField,
  sendPassword,
  test,
} from "./fixtures.ts";
import type { Product } from "./product.ts";

/** With a stream open the page polls every 30 seconds: what shows before came by the stream. */
const BEFORE_POLLING = { timeout: 20_000 };

/** The page's own stream; in its address is the event from which it goes on. */
const isStream = (url: URL) => url.pathname === "/api/live";
const isList = (url: URL) => url.pathname === "/api/links";

/** Comes in and waits until the page is live. */
async function enterAndListen(page: Page, product: Product, name: string): Promise<void> {
  const stream = page.waitForResponse((response) => isStream(new URL(response.url())));
  await enterAs(page, product, name);
  expect((await stream).status()).toBe(200);
}

/** Counts what a page asks for that matches. */
function countRequests(page: Page, isMeant: (url: URL) => boolean): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (isMeant(new URL(request.url()))) count += 1;
  });
  return () => count;
}

/** Has the browser bring the tab to the front, or leave it for another. */
async function look(page: Page, visibility: "visible" | "hidden"): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, visibility);
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
    const scrolled = () => page.evaluate(() => Math.round(window.scrollY));
    const before = (await scrolled()) + 150;
    await page.mouse.wheel(0, 150);
    // The wheel is answered later, and in some browsers bit by bit.
    await expect.poll(scrolled).toBe(before);

    await belvo.breakLink(valid?.id ?? "");
    const broken = card(page, "Erebor Bank Colombia");
    await expect(broken).toContainText("Contraseña nueva", BEFORE_POLLING);
    await expect(page.getByRole("status")).toHaveText(
      "Cambió el estado de Erebor Bank Colombia: Contraseña nueva.",
    );
    await expect(page).toHaveTitle("(6) Tus conexiones");
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

test("a change of the bank in the open widget shows behind it, and ends the widget with the truth", async ({
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
  // For a moment the widget is left to say so itself.
  await expect(openFrame(page)).toHaveCount(0);
  await expect(card(page, EREBOR)).toContainText("volvió a conectarse");
  await expect(card(page, EREBOR)).toContainText("Conectado");
  await expect(card(page, EREBOR).getByRole("link")).toBeFocused();
  await expectAccessible(page);
});

test("a load goes live from the list that it comes with, and reads that at most once more", async ({
  page,
  product,
  belvo,
}) => {
  await enterAndListen(page, product, "Carla Ríos");
  const lists = countRequests(page, isList);
  const stream = page.waitForResponse((response) => isStream(new URL(response.url())));
  await page.reload();
  await expect(page.getByRole("article").first()).toBeVisible();
  await stream;
  const again = page.waitForRequest((request) => isList(new URL(request.url())), {
    timeout: 2_000,
  });
  await expect(again).rejects.toThrow(/Timeout/);
  expect(lists()).toBeLessThanOrEqual(1);

  const [link] = await belvo.links("demo-carla");
  await belvo.breakLink(link?.id ?? "");
  await expect(page.getByRole("article").filter({ hasText: "Contraseña nueva" })).toHaveCount(
    1,
    BEFORE_POLLING,
  );
});

test("each tab that is looked at is live, and one that is not catches up when it is", async ({
  page,
  context,
  product,
  belvo,
}) => {
  const [first, second] = await belvo.links("demo-carla");
  await enterAndListen(page, product, "Carla Ríos");
  const other = await context.newPage();
  const stream = other.waitForResponse((response) => isStream(new URL(response.url())));
  await other.goto(product.url);
  await stream;
  const broken = (tab: Page) => tab.getByRole("article").filter({ hasText: "Contraseña nueva" });
  // A change is shown at once, and the list is read again a moment later.
  const readAgain = other.waitForResponse((response) => isList(new URL(response.url())));
  await belvo.breakLink(first?.id ?? "");
  for (const tab of [page, other]) await expect(broken(tab)).toHaveCount(1, BEFORE_POLLING);
  await readAgain;

  await look(other, "hidden");
  await belvo.breakLink(second?.id ?? "");
  await expect(broken(page)).toHaveCount(2, BEFORE_POLLING);
  await expect(broken(other)).toHaveCount(1);

  await look(other, "visible");
  await expect(broken(other)).toHaveCount(2, BEFORE_POLLING);
});

test("the page polls where streams are blocked, and says the change", async ({
  page,
  product,
  belvo,
}) => {
  const [link] = await belvo.links("demo-carla");
  await page.route(isStream, (route) => route.abort("blockedbyclient"));
  await enterAs(page, product, "Carla Ríos");
  await belvo.breakLink(link?.id ?? "");
  const broken = page.getByRole("article").filter({ hasText: "Contraseña nueva" });
  await expect(broken).toHaveCount(1);
  await expect(page.getByRole("status")).toHaveText(/^Cambió el estado de .*: Contraseña nueva\.$/);
});
