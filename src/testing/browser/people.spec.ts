import type { Page } from "@playwright/test";
import { becomeInTab } from "./become-in-tab.ts";
import { core } from "./running-project.ts";
import { expectListed, openBank } from "./open-bank.ts";
import { enterAs, expect, openFrame, passwordField, test, type Belvo } from "./fixtures.ts";

const EREBOR_MX = "Erebor Bank Mexico";
const updateErebor = (page: Page) => page.getByRole("button", { name: `Actualizar ${EREBOR_MX}` });

const PEOPLE = { "Elena Vega": "demo-elena", "Carla Ríos": "demo-carla" } as const;

/**
 * Watches all that a page shows from now on.
 *
 * @returns What tells how often a name stood over banks that are not that person's, and how often
 *   something was told that nobody may be told because somebody else has come in.
 */
async function watch(page: Page, belvo: Belvo): Promise<() => Promise<[number, number]>> {
  const banks = await Promise.all(
    Object.entries(PEOPLE).map(async ([name, user]) => ({
      name,
      ids: (await belvo.links(user)).map(({ id }) => `bank-${id}`),
    })),
  );
  await page.evaluate((people) => {
    const falseNews = /ya no existe|no encontramos|tu sesión terminó|algo falló|algo salió mal/i;
    const look = () => {
      const bar = document.querySelector("header")?.textContent ?? "";
      const shown = [...document.querySelectorAll("[id^=bank-]")].map(({ id }) => id);
      const isMixed = people.some(
        ({ name, ids }) => bar.includes(name) && shown.some((id) => !ids.includes(id)),
      );
      if (isMixed) performance.mark("mixed");
      if (falseNews.test(document.body.textContent)) performance.mark("false news");
    };
    const changes = { childList: true, subtree: true, characterData: true };
    new MutationObserver(look).observe(document.body, changes);
  }, banks);
  return () =>
    page.evaluate(() => [
      performance.getEntriesByName("mixed").length,
      performance.getEntriesByName("false news").length,
    ]);
}

async function expectCarla(page: Page): Promise<void> {
  await expect(page.getByRole("banner")).toContainText("Carla Ríos");
  await expectListed(page, page.getByRole("article").first());
  await expect(page.getByText("Elena Vega")).toHaveCount(0);
}

test(
  "a tab that shows Elena shows Carla's banks under Carla's name once she has come in in another tab",
  core,
  async ({ page, product, belvo }) => {
    await enterAs(page, product, "Elena Vega");
    const watched = await watch(page, belvo);
    await becomeInTab(page.context(), product, "Carla Ríos");
    await expectCarla(page);
    expect(await watched()).toEqual([0, 0]);
  },
);

test(
  "an open widget is closed when somebody else comes in in another tab, and nothing false is told",
  core,
  async ({ page, product, belvo }) => {
    await enterAs(page, product, "Elena Vega");
    await openBank(page, () => updateErebor(page).click());
    await passwordField(page).fill("pass_");
    await expect(openFrame(page)).toHaveCount(1);
    const watched = await watch(page, belvo);
    await becomeInTab(page.context(), product, "Carla Ríos");
    await expectCarla(page);
    await expect(openFrame(page)).toHaveCount(0);
    expect(await watched()).toEqual([0, 0]);
  },
);

function refuseChannels(): void {
  Reflect.deleteProperty(window, "BroadcastChannel");
}

function refuseAll(): void {
  for (const name of ["BroadcastChannel", "EventSource"]) Reflect.deleteProperty(window, name);
  Object.defineProperty(window, "localStorage", {
    get: () => {
      throw new DOMException("refused", "SecurityError");
    },
  });
}

for (const [what, refuse] of [
  ["channels", refuseChannels],
  ["channels, storage and live updates", refuseAll],
] as const) {
  test(`a tab finds out who is there without ${what}`, async ({ page, product, belvo }) => {
    await page.addInitScript(refuse);
    await enterAs(page, product, "Elena Vega");
    const watched = await watch(page, belvo);
    await becomeInTab(page.context(), product, "Carla Ríos");
    await updateErebor(page)
      .click({ timeout: 2_000 })
      .catch(() => undefined);
    await expectCarla(page);
    expect(await watched()).toEqual([0, 0]);
  });
}

for (const way of ["Salir", "Cerrar sesión en todos tus dispositivos"]) {
  test(`a tab that still shows Elena does not end Carla's session by "${way}"`, async ({
    page,
    product,
    belvo,
  }) => {
    await page.addInitScript(refuseAll);
    await enterAs(page, product, "Elena Vega");
    const watched = await watch(page, belvo);
    await becomeInTab(page.context(), product, "Carla Ríos");
    // As one who is quicker than the tab: it asks who is there when it is looked at.
    await page.evaluate((name) => {
      const buttons = [...document.querySelectorAll("button")];
      buttons.find(({ textContent }) => textContent === name)?.click();
    }, way);
    await expectCarla(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await watched()).toEqual([0, 0]);
  });
}

test("a page whose session has ended elsewhere shows nothing of its person, and its widget is closed", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Elena Vega");
  await openBank(page, () => updateErebor(page).click());
  await passwordField(page).fill("pass_");
  await expect(openFrame(page)).toHaveCount(1);
  await page.request.delete(`${product.url}/api/session`);
  await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible();
  await expect(openFrame(page)).toHaveCount(0);
  await expect(page.getByRole("article")).toHaveCount(0);
});

test("a page that the browser had kept is covered when it comes back, until it shows who is there", async ({
  page,
  product,
  belvo,
}) => {
  // A page that is frozen hears nothing. Chromium keeps none while it is driven from outside.
  await page.addInitScript(refuseAll);
  const turn = (type: "pagehide" | "pageshow") =>
    page.evaluate((name) => {
      window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
    }, type);
  await enterAs(page, product, "Elena Vega");
  await turn("pagehide");
  await expect(page.getByText("Elena Vega")).toBeHidden();
  const watched = await watch(page, belvo);
  await becomeInTab(page.context(), product, "Carla Ríos");
  await expect(page.getByText("Elena Vega")).toBeHidden();
  await turn("pageshow");
  await expectCarla(page);
  await expect(page.getByText("Carla Ríos")).toBeVisible();
  expect(await watched()).toEqual([0, 0]);
});
