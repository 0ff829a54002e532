import type { Page } from "@playwright/test";
import { listen } from "./a11y/listener.ts";
import { EREBOR, repairErebor } from "./erebor.ts";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  sendPassword,
  test,
  type Belvo,
} from "./fixtures.ts";
import type { Product } from "./product.ts";

/** Carla's bank, which works. */
const GRINGOTTS = "Gringotts Mexico";
const FETCHING = "Trayendo tus datos más recientes";

const ask = (page: Page) => page.getByRole("button", { name: "Actualizar mis datos" });
const history = (page: Page) => page.getByRole("listitem");

/** A link's data come in once more, and this time Belvo tells us. */
async function sendData(belvo: Belvo, user: string, institution: string): Promise<void> {
  const link = (await belvo.links(user)).find((each) => each.institution === institution);
  await belvo.setFaults({});
  await belvo.put(link?.id ?? "", { password: "pass_valid" });
}

async function openGringotts(page: Page, product: Product): Promise<void> {
  await enterAs(page, product, "Carla Ríos");
  await page.getByRole("link", { name: GRINGOTTS }).click();
  await expect(ask(page)).toBeVisible();
}

test("a person who asks for fresh data sees that they are being fetched, and when they are there", async ({
  page,
  product,
  belvo,
}) => {
  await openGringotts(page, product);
  await belvo.setFaults({ webhooks: { lost: 1 } });
  await ask(page).click();
  const gringotts = page.getByRole("article");
  await expect(gringotts).toContainText(FETCHING);
  await expect(gringotts).toContainText("Conectado");
  await expect(history(page).filter({ hasText: "Pediste tus datos" })).toHaveCount(1);
  await expectAccessible(page);

  await sendData(belvo, "demo-carla", "gringotts_mx_retail");
  await expect(gringotts).not.toContainText(FETCHING);
  await expect(history(page).filter({ hasText: "Llegaron tus datos" }).first()).toBeVisible();
  await ask(page).click();
  await expect(gringotts).toContainText("Ya tienes tus datos más recientes.");
  await expect(page.getByRole("status")).toHaveText("Ya tienes tus datos más recientes.");
  await expect(ask(page)).toBeFocused();
  await expectAccessible(page);
});

test("a person who asks for fresh data of a bank that is down is told so, and can ask again", async ({
  page,
  product,
  belvo,
}) => {
  await openGringotts(page, product);
  await belvo.setFaults({ loginError: "institution_down" });
  await ask(page).click();
  const gringotts = page.getByRole("article");
  await expect(gringotts).toContainText("no está funcionando ahora. No es tu culpa");
  await expect(gringotts).toContainText("El banco no responde");
  await expect(gringotts).toContainText("No tienes que hacer nada.");
  await expect(history(page).filter({ hasText: "El banco no respondió" })).toHaveCount(1);
  await expectAccessible(page);

  await belvo.setFaults({});
  await ask(page).click();
  await expect(gringotts).toContainText("Conectado");
});

test("a person with another session open at the bank is told when they can ask for fresh data again", async ({
  page,
  product,
  belvo,
}) => {
  await openGringotts(page, product);
  await belvo.setFaults({ loginError: "too_many_sessions" });
  await ask(page).click();
  const gringotts = page.getByRole("article");
  await expect(gringotts).toContainText(/otra sesión abierta\. Podrás intentar otra vez a las \d/);
  await expect(gringotts).toContainText("Conectado");
  await expect(ask(page)).toHaveAttribute("aria-disabled", "true");
  await expect(ask(page)).toBeFocused();
  await expectAccessible(page);
});

test("a link that turns out to be broken when fresh data are asked for says what it needs, once", async ({
  page,
  product,
  belvo,
}) => {
  const links = await belvo.links("demo-carla");
  const link = links.find(({ institution }) => institution === "gringotts_mx_retail");
  const other = links.find(({ id }) => id !== link?.id);
  const { heard } = await listen(page);
  await openGringotts(page, product);
  await belvo.setFaults({ webhooks: { lost: 1 } });
  await belvo.breakLink(link?.id ?? "");
  await ask(page).click();
  const gringotts = page.getByRole("article");
  await expect(gringotts).toContainText("necesita tu atención");
  await expect(gringotts).toContainText("Contraseña nueva");
  await expect(ask(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: `Actualizar ${GRINGOTTS}` })).toBeVisible();
  await expectAccessible(page);

  // By the time that the next change is said, all that this one had to say was said.
  await belvo.setFaults({});
  await belvo.breakLink(other?.id ?? "");
  await expect.poll(heard).toContainEqual(expect.stringMatching(/^Cambió/));
  const said = (await heard()).filter((each) => each.includes(GRINGOTTS));
  expect(said).toEqual([expect.stringContaining("necesita tu atención")]);
});

test("a repaired bank shows that data are being fetched until the webhook of new data comes", async ({
  page,
  product,
  belvo,
}) => {
  await enterAs(page, product, "Ana Torres");
  await belvo.setFaults({ webhooks: { lost: 1 } });
  await repairErebor(page);
  await expect(card(page, EREBOR)).toContainText(FETCHING);
  await expectAccessible(page);

  await sendData(belvo, "demo-ana", "erebor_mx_retail");
  await expect(card(page, EREBOR)).toContainText("Reparado");
  await expect(card(page, EREBOR)).not.toContainText(FETCHING);
});

test("a repaired single-access bank does not promise new data", async ({ page, product }) => {
  await enterAs(page, product, "Elena Vega");
  await page.getByRole("button", { name: "Actualizar Gringotts Colombia" }).click();
  await sendPassword(page);
  const gringotts = card(page, "Gringotts Colombia");
  await expect(gringotts).toContainText("volvió a conectarse");
  await expect(gringotts).toContainText("Reparado");
  await expect(gringotts).not.toContainText(FETCHING);
});

test("the history of a repaired bank has a receipt whose reference can be copied", async ({
  page,
  context,
  product,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enterAs(page, product, "Ana Torres");
  await repairErebor(page);
  await page.getByRole("link", { name: EREBOR }).click();
  const repaired = history(page).filter({ hasText: /Reparado por ti en \d+ segundos?/ });
  await expect(repaired).toHaveCount(1);
  await expect(history(page).filter({ hasText: "Abriste la pantalla del banco" })).toHaveCount(1);

  await repaired.getByText("Comprobante").click();
  await expect(repaired.getByRole("definition")).toHaveText([
    "Tu contraseña dejó de funcionar",
    "Conectado",
    /\d/,
    /\d+ segundos?/,
    /^[0-9A-F]{8}/,
  ]);
  const reference = (await repaired.locator("code").textContent()) ?? "";
  await repaired.getByRole("button", { name: "Copiar" }).click();
  await expect(page.getByRole("status")).toHaveText("Copiado");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(reference);
  await expectAccessible(page);
});

for (const hours of [1, -1, 72]) {
  test(`a person whose phone's clock is ${hours} hours off is told that the bank was repaired just now`, async ({
    page,
    product,
  }) => {
    await page.clock.install({ time: Date.now() + hours * 60 * 60 * 1000 });
    await enterAs(page, product, "Ana Torres");
    await repairErebor(page);
    await expect(card(page, EREBOR)).toContainText(/Reparado (hace un momento|hace 1 minuto)/);
  });
}
