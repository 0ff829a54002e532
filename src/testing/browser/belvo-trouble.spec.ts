import type { Page } from "@playwright/test";
import { core } from "./running-project.ts";
import {
  EREBOR,
  finishErebor,
  insistOnErebor,
  openErebor,
  repairErebor,
  updateErebor,
} from "./erebor.ts";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  openFrame,
  sendPassword,
  test,
  widget,
} from "./fixtures.ts";

/** The page asks by itself, and more often, where nobody tells it of changes. */
const blockStreams = (page: Page) => page.route("**/api/live*", (route) => route.abort());

test("a press of Update is answered on the screen before Belvo answers", async ({
  page,
  product,
  belvo,
}) => {
  let letAnswer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  await enterAs(page, product, "Ana Torres");
  await belvo.setFaults({ delayMs: 1500 });
  await page.route("**/repairs", async (route) => {
    await answered;
    await route.continue();
  });
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("Abriendo la pantalla de");
  await expect(updateErebor(page)).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);

  letAnswer();
  await insistOnErebor(page);
  await finishErebor(page);
});

for (const { trouble, loginError, onScreen, onCard } of [
  {
    trouble: "a bank that is down",
    loginError: "institution_down",
    onScreen: "no funciona ahora",
    onCard: "no está funcionando ahora. No es tu culpa",
  },
  {
    trouble: "too many sessions at the bank",
    loginError: "too_many_sessions",
    onScreen: "Tienes otra sesión abierta",
    onCard: "Ciérrala, espera dos minutos",
  },
]) {
  test(
    `${trouble} is explained to the person, changes no link, and passes`,
    core,
    async ({ page, product, belvo }) => {
      const before = await belvo.links("demo-ana");
      await enterAs(page, product, "Ana Torres");
      await belvo.setFaults({ loginError });
      await openErebor(page);
      await sendPassword(page);
      await expect(widget(page).getByRole("heading", { name: onScreen })).toBeVisible();
      await widget(page).getByRole("button", { name: "Ahora no" }).click();

      await expect(card(page, EREBOR)).toContainText(onCard);
      await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
      expect(await belvo.links("demo-ana")).toEqual(before);
      await expectAccessible(page);

      await belvo.setFaults({});
      await repairErebor(page);
    },
  );
}

const STALE = /No podemos consultar a tus bancos/;

for (const { trouble, faults, onCard, overList } of [
  {
    trouble: "a Belvo that turns our server away",
    faults: { rateLimit: { callers: { "relink/": 0 } } },
    onCard: "Hay muchos intentos en este momento",
    // Our own hurry says nothing about the banks, and the list is seconds old.
    overList: null,
  },
  {
    trouble: "a Belvo that answers 500",
    faults: { errorRate: 1, errorStatuses: [500] },
    onCard: "No podemos abrir la pantalla de tu banco ahora",
    overList: STALE,
  },
]) {
  test(`${trouble} is explained on the card while the list stays`, async ({
    page,
    product,
    belvo,
  }) => {
    await blockStreams(page);
    await enterAs(page, product, "Ana Torres");
    await belvo.setFaults(faults);
    await updateErebor(page).click();
    await expect(card(page, EREBOR)).toContainText(onCard);
    // One poll has asked in vain, and the next tells of it: what was shown stays.
    if (overList) await expect(page.getByText(overList)).toBeVisible({ timeout: 60_000 });
    else await expect(page.getByText(STALE)).toHaveCount(0);
    await expect(page.getByRole("article")).toHaveCount(3);
    await expect(openFrame(page)).toHaveCount(0);
    await expectAccessible(page);
  });
}
