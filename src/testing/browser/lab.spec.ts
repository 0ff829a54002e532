import type { Locator, Page } from "@playwright/test";
import { EREBOR } from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, test } from "./fixtures.ts";
import { openScene, phone, said } from "./lab-stage.ts";
import { layoutFaults } from "./layout-faults.ts";

const SCENES = 12;

type Leave = (tab: Page) => Promise<unknown>;

/** The ways in which a tab can leave its scene. */
const LEAVING: readonly [how: string, leave: Leave][] = [
  ["its tab is closed", (tab) => tab.close()],
  ["its tab goes elsewhere", (tab) => tab.goto("about:blank")],
  [
    "all scenes are looked at",
    (tab) => tab.getByRole("link", { name: "Todas las escenas" }).click(),
  ],
];

test("the lab offers twelve scenes, each at an address of its own", async ({ page, product }) => {
  await page.goto(product.url);
  await page.getByRole("link", { name: /^El laboratorio/ }).click();
  const scenes = page.getByRole("main").getByRole("listitem");
  await expect(scenes).toHaveCount(12);
  await expectAccessible(page);

  await scenes.getByRole("link", { name: /Cambió la contraseña/ }).click();
  await expect(page).toHaveURL(/\?scenario=password_changed$/);
  await page.goBack();
  await expect(scenes).toHaveCount(12);
});

test("the way on is in sight in every scene, with all that its guide says, and keeps focus", async ({
  page,
  product,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openScene(page, product, "password_changed");
  const next = page.getByRole("link", { name: /^(Siguiente: |Terminar$)/ });
  const bottomOf = async (what: Locator) => {
    const box = await what.boundingBox();
    return (box?.y ?? Infinity) + (box?.height ?? Infinity);
  };
  for (let place = 1; place <= SCENES; place += 1) {
    await expect(page.getByText(`Escena ${place} de ${SCENES}`, { exact: true })).toBeVisible();
    await expect(phone(page).getByRole("article").first()).toBeVisible();
    for (const shown of [next, page.getByRole("button", { name: "Empezar de nuevo" })]) {
      expect(await bottomOf(shown)).toBeLessThanOrEqual(800);
    }
    if (place > 1) await expect(next).toBeFocused();
    await next.press("Enter");
  }
  await expect(page).toHaveURL(/\/lab$/);
});

test("each row is a sentence with the raw call under it, and times go down the list in order", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "webhook_forged");
  await stage.make("Romper un banco");
  await expect(stage.trace("state", /Contraseña nueva/)).toHaveCount(1);
  const row = stage.trace("belvo_call", "/api/links/?external_id=demo-carla").first();
  await expect(row.getByText("Preguntamos a Belvo qué bancos tiene esta persona")).toBeVisible();
  await expect(row.locator("code")).toHaveText(/^GET \/api\/links\/\S+ *200 *\d+ ms$/);
  const sizeOf = (what: Locator) =>
    what.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(await sizeOf(row.locator("code"))).toBeLessThan(await sizeOf(row.locator("p").first()));

  const times = await page
    .locator("[data-event] time")
    .evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""));
  expect(times.length).toBeGreaterThan(5);
  expect(times).toEqual([...times].sort());
});

test("a button beside the phone breaks one bank after the other, in any scene", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "password_changed");
  const needed = stage.app.getByText("Contraseña nueva");
  await expect(needed).toHaveCount(1);
  await stage.make("Romper un banco");
  await expect(said(page)).toContainText("Cambió la contraseña de");
  await expect(needed).toHaveCount(2);
  await stage.make("Romper un banco");
  await expect(needed).toHaveCount(3);
  await stage.make("Romper un banco");
  await expect(said(page)).toContainText("Ya no queda un banco conectado que romper.");
});

for (const [how, leave] of LEAVING) {
  test(`a scene leaves nothing behind when ${how}`, async ({ page, product }) => {
    const calls = async () => {
      const faults = await (await fetch(`${product.sandboxUrl}/_sandbox/faults`)).text();
      return /"resetRate":1\b/.test(faults) ? "cut" : "answered";
    };
    // Another tab, so that the context outlives the one that is closed.
    const tab = await page.context().newPage();
    const stage = await openScene(tab, product, "belvo_unreachable");
    expect(await calls()).toBe("cut");
    await stage.make("Romper un banco");
    await expect(said(tab)).toContainText("Cambió la contraseña de");
    await leave(tab);
    await expect.poll(calls).toBe("answered");

    // Nobody was signed in before.
    await enterAs(page, product, "Ana Torres");
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    await expect(page.getByText("Conectado", { exact: true })).toHaveCount(2);
  });
}

test("who goes from a scene to the page by its address is soon asked who they are", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "password_changed");
  await expect(stage.app.getByRole("article").first()).toBeVisible();
  await page.goto(product.url);
  await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible({ timeout: 12_000 });
});

test("a scene that another tab ended says so, and can be started over", async ({
  page,
  product,
}) => {
  await openScene(page, product, "password_changed");
  const tab = await page.context().newPage();
  await openScene(tab, product, "script_blocked");
  await page.bringToFront();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText(/^Esta escena terminó/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Romper un banco" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.getByRole("button", { name: "Empezar de nuevo" }).last().click();
  await expect(phone(page).getByRole("article").first()).toBeVisible();
});

test("a scene fits a screen of 320 pixels, and is accessible in the dark", async ({
  page,
  product,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const stage = await openScene(page, product, "webhook_twice");
  await stage.make("Cambiar la contraseña");
  await expect(stage.trace("webhook", "repetido")).toHaveCount(1);
  await expectAccessible(page, { without: "iframe" });
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await layoutFaults(page)).toEqual([]);
  await expectAccessible(page, { without: "iframe" });
});

test("a presenter can pause the trace, and start a scene over", async ({ page, product }) => {
  const stage = await openScene(page, product, "webhook_forged");
  await page.getByRole("button", { name: "Pausar" }).click();
  await stage.make("Mandar un aviso falso");
  await expect(page.getByText("2 esperan")).toBeVisible();
  await expect(stage.trace("webhook", "rechazado")).toHaveCount(0);
  await page.getByRole("button", { name: "Seguir" }).click();
  await expect(stage.trace("webhook", "rechazado")).toHaveCount(1);

  await page.getByRole("button", { name: "Empezar de nuevo" }).click();
  await expect(stage.trace("webhook", "rechazado")).toHaveCount(0);
  await expect(stage.trace("mark", "Escena:")).toHaveCount(1);
});

test("with Belvo's own sandbox the lab offers one act: to have Heimdall ask for a code", async ({
  page,
  product,
}) => {
  // That mode is for Belvo's address alone, which no test can reach; the act itself is the real one.
  await page.route("**/api/lab", (route) =>
    route.fulfill({ json: { mode: "sandbox", scenarios: [] } }),
  );
  await page.goto(`${product.url}/lab`);
  await expect(page.getByText("Entra primero desde tu aplicación.")).toBeVisible();

  await enterAs(page, product, "Bruno Díaz");
  await page.goto(`${product.url}/lab`);
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Pedir un código a Heimdall Bank Mexico" }).click();
  await expect(page.getByText("El banco pide un código.").first()).toBeVisible();
});
