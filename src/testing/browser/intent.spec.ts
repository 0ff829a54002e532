import type { Page, Request, Route } from "@playwright/test";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage } from "#contract/link.ts";
import { EREBOR, finishErebor, updateErebor } from "./erebor.ts";
import { card, enterAs, expect, leaveWidget, passwordField, test, widget } from "./fixtures.ts";
import type { Product } from "./product.ts";

const REPAIRS = /\/api\/(links\/[^/]+\/)?repairs\b/;

/** What the page asks of repairs, as `prepare`, `open`, or the end of the address. */
function watchRepairs(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== "POST" || !REPAIRS.test(pathname)) return;
    if (pathname.endsWith("/repairs")) asked.push(isPreparing(request) ? "prepare" : "open");
    else asked.push(pathname.split("/").at(-1) ?? "");
  });
  return asked;
}

function isPreparing(request: Request): boolean {
  return request.postData()?.includes('"prepare":true') ?? false;
}

/** How the server tells of Ana's broken bank. */
async function historyOf(page: Page, product: Product): Promise<string[]> {
  const listed = await page.request.get(`${product.url}/api/links`);
  const { links } = v.parse(LinkPage, await listed.json());
  const broken = links.find(({ bank }) => EREBOR.test(bank.name));
  const answer = await page.request.get(`${product.url}/api/links/${broken?.id}`);
  return v.parse(LinkDetail, await answer.json()).history.map(({ kind }) => kind);
}

async function hoverErebor(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => isPreparing(response.request()));
  await updateErebor(page).hover();
  await (await answered).finished();
}

test.describe("a repair that is likely to be asked for", () => {
  test("is prepared by pointing at Update: the press asks for no token, and the history has one opening", async ({
    page,
    product,
  }) => {
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    const before = await historyOf(page, product);
    await hoverErebor(page);
    expect(asked).toEqual(["prepare"]);
    expect(await historyOf(page, product)).toEqual(before);

    await updateErebor(page).click();
    await expect(passwordField(page)).toBeVisible();
    await expect.poll(() => historyOf(page, product)).toContain("repair_opened");
    await finishErebor(page);
    expect(asked.filter((each) => ["prepare", "open", "opening"].includes(each))).toEqual([
      "prepare",
      "opening",
    ]);
    const history = await historyOf(page, product);
    expect(history.filter((kind) => kind === "repair_opened")).toHaveLength(1);
  });

  test("is prepared by the keyboard's focus", async ({ page, product }) => {
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    const isFocused = () =>
      updateErebor(page).evaluate((button) => button === document.activeElement);
    while (!(await isFocused())) await page.keyboard.press("Tab");
    await expect.poll(() => asked).toEqual(["prepare"]);
    await page.keyboard.press("Enter");
    await expect(passwordField(page)).toBeVisible();
    expect(asked).not.toContain("open");
  });

  test("is prepared at once on the page that is for it", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    const asked = watchRepairs(page);
    const href = await card(page, EREBOR).getByRole("link").first().getAttribute("href");
    await page.goto(`${product.url}${href?.replace("/links/", "/repair/")}`);
    await expect.poll(() => asked).toEqual(["prepare"]);
    await updateErebor(page).click();
    await expect(passwordField(page)).toBeVisible();
    await leaveWidget(page);
    await expect(updateErebor(page)).toBeFocused();
    expect(asked).not.toContain("open");
  });

  test("leaves no trace where nobody presses", async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    const before = await historyOf(page, product);
    await hoverErebor(page);
    await page.goto("about:blank");
    await page.goto(product.url);
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    expect(await historyOf(page, product)).toEqual(before);
  });

  test("opens by one question where it is pressed before the ticket is here", async ({
    page,
    product,
    belvo,
  }) => {
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    await belvo.setFaults({ delayMs: 1_500 });
    await updateErebor(page).click();
    await expect(passwordField(page)).toBeVisible();
    expect(asked.filter((each) => each === "prepare" || each === "open")).toEqual(["prepare"]);
  });

  test("opens by the press alone where preparing is refused", async ({ page, product }) => {
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    await page.route(/\/repairs$/, async (route: Route) => {
      if (!isPreparing(route.request())) return route.fallback();
      const problem = { type: "about:blank", title: "", status: 429, code: "rate_limited" };
      return route.fulfill({
        status: 429,
        contentType: "application/problem+json",
        body: JSON.stringify({ ...problem, requestId: "1" }),
      });
    });
    await updateErebor(page).click();
    await expect(passwordField(page)).toBeVisible();
    expect(asked.filter((each) => each !== "events")).toEqual(["prepare", "open"]);
  });

  test("mends its card, and says nothing, where the bank is connected by then", async ({
    page,
    product,
    belvo,
  }) => {
    await enterAs(page, product, "Ana Torres");
    await page.route("**/api/live*", (route) => route.abort());
    const [broken] = (await belvo.links("demo-ana")).filter(({ status }) => status === "invalid");
    await belvo.setFaults({ webhooks: { lost: 1 } });
    await belvo.put(broken?.id ?? "", { password: "pass_valid" });
    await updateErebor(page).hover();
    await expect(card(page, EREBOR)).toContainText("Conectado");
    await expect(page.locator("main [data-phase]")).toHaveCount(0);
  });
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  test("the one repair of a page is prepared once it is in sight", async ({ page, product }) => {
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    await expect.poll(() => asked).toEqual(["prepare"]);
    await updateErebor(page).tap();
    await expect(passwordField(page)).toBeVisible();
    expect(asked).toEqual(["prepare", "opening"]);
  });

  test("of several none is prepared before a finger lands", async ({ page, product }) => {
    const asked = watchRepairs(page);
    await page.goto(product.url);
    // Where a mouse pressed, it would rest on one of them.
    await page.getByRole("button", { name: /Elena Vega/ }).tap();
    const update = page.getByRole("button", { name: /^Actualizar / }).first();
    await expect(update).toBeInViewport();
    expect(asked).toEqual([]);
    await update.tap();
    await expect(passwordField(page)).toBeVisible();
    expect(asked.slice(0, 2)).toEqual(["prepare", "opening"]);
  });

  test("a repair is prepared as the finger lands", async ({ page, product }) => {
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    await updateErebor(page).tap();
    await expect(passwordField(page)).toBeVisible();
    expect(asked.slice(0, 2)).toEqual(["prepare", "opening"]);
    expect(asked).not.toContain("open");
  });
});

test.describe("no repair is prepared", () => {
  test("for who saves data", async ({ page, product }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    });
    const asked = watchRepairs(page);
    await enterAs(page, product, "Ana Torres");
    await updateErebor(page).click();
    await expect(widget(page).getByRole("heading").first()).toBeVisible();
    expect(asked[0]).toBe("open");
    expect(asked).not.toContain("prepare");
  });

  test.describe("where that is turned off", () => {
    test.use({ settings: { PREPARE_REPAIRS: "off" } });

    test("by a setting", async ({ page, product }) => {
      const asked = watchRepairs(page);
      await enterAs(page, product, "Ana Torres");
      await updateErebor(page).click();
      await expect(passwordField(page)).toBeVisible();
      expect(asked[0]).toBe("open");
      expect(asked).not.toContain("prepare");
    });
  });
});
