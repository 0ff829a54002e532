import type { Page } from "@playwright/test";
import * as v from "valibot";
import { EREBOR, finishErebor, updateErebor } from "./erebor.ts";
import { card, enterAs, expect, openFrame, test } from "./fixtures.ts";

const Attempts = v.array(v.object({ name: v.string(), outcome: v.string() }));

/** The frame that the hostile script runs in, once it has tried everything. */
async function hostileFrame(page: Page) {
  await expect.poll(() => page.frames().some((frame) => isWidgetFrame(frame.url()))).toBe(true);
  const frame = page.frames().find((each) => isWidgetFrame(each.url()));
  if (!frame) throw new Error("no widget frame");
  // The frame is unseen, and may be drawn no more: nothing that waits for its drawing comes to an end.
  await expect.poll(() => frame.evaluate(() => "sandboxAttempts" in window)).toBe(true);
  return frame;
}

const isWidgetFrame = (url: string) => new URL(url, "http://x").pathname === "/widget-frame";

test("a hostile script in the place of Belvo's gets nothing of the page, its session or its server", async ({
  context,
  product,
  belvo,
}) => {
  // Not the fixture's page: what the policy refuses here is what is looked for.
  const page = await context.newPage();
  const answered: string[] = [];
  page.on("response", (response) => {
    const isFromFrame = isWidgetFrame(response.frame().url());
    if (isFromFrame && new URL(response.url()).pathname.startsWith("/api/"))
      answered.push(response.url());
  });
  await page.addInitScript(() => {
    if (window.parent !== window) return;
    for (const storage of [localStorage, sessionStorage]) storage.setItem("the-page-alone", "1");
  });
  await belvo.setFaults({ widget: "hostile" });
  await enterAs(page, product, "Ana Torres");
  const frame = await hostileFrame(page);

  const attempts = v.parse(
    Attempts,
    await frame.evaluate((): unknown => Reflect.get(window, "sandboxAttempts")),
  );
  expect(attempts.length).toBeGreaterThanOrEqual(20);
  const got = attempts.filter(({ outcome }) => !outcome.startsWith("refused"));
  expect(got).toEqual([]);
  expect(answered).toEqual([]);

  // What it says in the form that the page knows from its frames, with a guess for a nonce.
  await frame.evaluate(() => {
    window.parent.postMessage({ relink: "widget-frame", nonce: "guess" }, "*");
    window.parent.postMessage({ relink: "widget-frame" }, "*");
  });

  // Its cover, its words in our form and its ways to lead the page away came to nothing.
  expect(page.url()).toBe(`${product.url}/`);
  await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
  await expect(openFrame(page)).toHaveCount(0);

  // Keys that are pressed in the page stay there, and so does a press.
  await page.keyboard.type("a secret");
  await page.getByRole("link", { name: EREBOR }).click();
  await expect(page.getByRole("heading", { level: 1, name: EREBOR })).toBeVisible();
  expect(await frame.evaluate((): unknown => Reflect.get(window, "sandboxKeys"))).toBe(0);

  await updateErebor(page).click();
  await finishErebor(page);
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["relink"]);
});

test("a script that takes the focus before its frame is shown is ended, and what is typed stays in the page", async ({
  context,
  product,
  belvo,
}) => {
  const page = await context.newPage();
  await belvo.setFaults({ widget: "hostile" });
  await enterAs(page, product, "Hugo Paz");
  const frame = await hostileFrame(page);
  const search = page.getByRole("searchbox");
  await search.click();
  // The call may come to no end, as the frame does.
  const taking = frame
    .evaluate(() => {
      const take: unknown = Reflect.get(window, "sandboxTakeFocus");
      if (typeof take === "function") Reflect.apply(take, null, []);
    })
    .catch(() => undefined);
  await expect.poll(() => page.frames()).toHaveLength(1);
  await taking;
  await expect(search).toBeFocused();
  await page.keyboard.type("a secret");
  await expect(search).toHaveValue("a secret");
});

test("where the frame has no host name of its own, the same script reads the page: what isolation is for", async ({
  context,
  product,
  belvo,
}) => {
  const page = await context.newPage();
  await page.route(/^http:\/\/localhost:/, (route) => route.abort("connectionrefused"));
  await belvo.setFaults({ widget: "hostile" });
  await enterAs(page, product, "Ana Torres");
  const frame = await hostileFrame(page);
  const attempts = v.parse(
    Attempts,
    await frame.evaluate((): unknown => Reflect.get(window, "sandboxAttempts")),
  );
  const got = attempts.filter(({ outcome }) => !outcome.startsWith("refused"));
  expect(got.map(({ name }) => name)).toContain("read the page");
  // What the policy and the sandbox of the frame keep it from, they keep it from here too.
  expect(got.map(({ name }) => name)).not.toContain("mint a token");
  expect(page.url()).toBe(`${product.url}/`);
});
