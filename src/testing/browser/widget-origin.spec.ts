import { EREBOR, finishErebor, openErebor } from "./erebor.ts";
import { card, enterAs, expect, openFrame, test } from "./fixtures.ts";

test.describe("with WIDGET_ORIGIN set", () => {
  test.use({ settings: { WIDGET_ORIGIN: "http://localhost:{port}" } });

  test("the widget is under that name, where the page and its routes are not", async ({
    page,
    product,
  }) => {
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    const source = await openFrame(page).getAttribute("src");
    const { origin } = new URL(source ?? "");
    expect(origin).toBe(product.url.replace("127.0.0.1", "localhost"));
    for (const path of ["/", "/api/session", "/api/links"]) {
      expect((await page.request.get(`${origin}${path}`)).status()).toBe(404);
    }
    await finishErebor(page);
    await expect(card(page, EREBOR)).toContainText("Conectado");
  });
});

test.describe("with WIDGET_ORIGIN not set, where the machine's second name is not to be had", () => {
  // As in production: no second origin is told to the page.
  test.use({ settings: { HOST: "127.0.0.2" } });

  test("the widget is on the page's own origin, in a document of its own, and repairs", async ({
    page,
    product,
  }) => {
    const answer = await page.goto(product.url);
    expect(answer?.headers()["content-security-policy"]).toContain("frame-src 'self';");
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    expect(await openFrame(page).getAttribute("src")).toContain(`${product.url}/widget-frame`);
    await finishErebor(page);
    await expect(openFrame(page)).toHaveCount(0);
  });
});
