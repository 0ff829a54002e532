import type { Page } from "@playwright/test";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  leaveWidget,
  sendPassword,
  test,
  widget,
} from "./fixtures.ts";

const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 2, name });
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();

async function repairCurrent(
  page: Page,
  button: RegExp | string,
  password = "pass_valid",
): Promise<void> {
  await press(page, button);
  await sendPassword(page, password);
}

test("connections of one name are told apart on the card whose turn it is and in the steps", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Hugo Paz");
  await press(page, /^Reparar los/);
  // The list is still there while the page that was asked for is on its way.
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article")).toContainText(/Agregado el /);
  const steps = await page.getByRole("listitem").allInnerTexts();
  expect(steps.length).toBeGreaterThan(10);
  expect(new Set(steps).size).toBe(steps.length);
});

test("a person repairs all banks over two devices, and the end says which were repaired", async ({
  page,
  product,
  browser,
}) => {
  await enterAs(page, product, "Elena Vega");
  await press(page, "Reparar los 5 bancos");
  await expect(title(page, /^Erebor Bank Mexico/)).toBeVisible();
  await expect(page.getByText("Banco 1 de 5").first()).toBeVisible();
  await expectAccessible(page);

  await repairCurrent(page, /^Actualizar Erebor/);
  await expect(
    page.getByText("Listo: Erebor Bank Mexico volvió a conectarse.").first(),
  ).toBeVisible();
  await expect(title(page, /^Erebor Bank Mexico/)).toBeFocused();
  await expectAccessible(page);

  await repairCurrent(page, "Seguir con Gringotts Colombia", "pass_invalid");
  await expect(widget(page).getByRole("alert")).toBeVisible();
  await leaveWidget(page);
  await expect(title(page, /^Gringotts Colombia/)).toBeVisible();
  await expect(page.getByText("no aceptó esos datos").first()).toBeVisible();
  await page.getByRole("button", { name: /^Dejar Gringotts/ }).dblclick();
  await expect(title(page, /^Heimdall Bank Colombia/)).toBeVisible();
  await page.getByRole("link", { name: "Salir por ahora" }).click();
  await expect(page.getByRole("button", { name: "Reparar los 4 bancos" })).toBeVisible();

  const phone = await browser.newContext({
    locale: "es-MX",
    viewport: { width: 390, height: 844 },
  });
  const later = await phone.newPage();
  await enterAs(later, product, "Elena Vega");
  await press(later, "Reparar los 4 bancos");
  await expect(later.getByText("Tu último intento: El banco no aceptó los datos.")).toBeVisible();
  for (const bank of [
    /^Gringotts Colombia/,
    /^Heimdall Bank Colombia/,
    /^Heimdall Bank Mexico/,
    /^Gringotts Mexico/,
  ]) {
    await expect(title(later, bank)).toBeVisible();
    await press(later, /^Dejar/);
  }
  await expect(later.getByRole("heading", { level: 1 })).toHaveText("Terminaste por ahora");
  await expect(later.getByText("Reparaste 1 de 5 bancos.")).toBeVisible();
  await expect(later.getByRole("listitem").filter({ hasText: "Gringotts Colombia" })).toContainText(
    "El banco no aceptó los datos.",
  );
  await expectAccessible(later);
  await later.reload();
  await press(later, "Intentar Gringotts Mexico");
  await expect(title(later, /^Gringotts Mexico/)).toBeVisible();
  await phone.close();
});

test("a person whose password was refused twice is warned that the bank may lock the account", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  await press(page, /^Actualizar Erebor/);
  for (const password of ["pass_invalid", "pass_invalid"]) {
    // The alert of the first refusal stands until the second has come.
    const refusal = page.waitForResponse(
      (answer) => answer.request().method() === "PUT" && answer.status() === 400,
    );
    await sendPassword(page, password);
    await refusal;
    await expect(widget(page).getByRole("alert")).toContainText("no aceptó esta contraseña");
  }
  await leaveWidget(page);
  await expect(card(page, /^Erebor/)).toContainText("puede bloquear tu cuenta");
  await expect(
    page.getByRole("button", { name: /^Actualizar Erebor/ }),
  ).toHaveAccessibleDescription(/puede bloquear tu cuenta/);
  await expectAccessible(page);
});

test("a person who asks to be told when a bank is back is told so on the page", async ({
  page,
  product,
  belvo,
}) => {
  await enterAs(page, product, "Ana Torres");
  await belvo.setFaults({ loginError: "institution_down" });
  await page.getByRole("link", { name: /^Gringotts/ }).click();
  await press(page, "Actualizar mis datos");
  const gringotts = card(page, /^Gringotts/);
  await expect(gringotts).toContainText("El banco no responde");
  await expect(gringotts.getByRole("button", { name: /^Actualizar Gringotts/ })).toHaveCount(0);
  await press(page, /^Avisarme cuando vuelva Gringotts/);
  await expect(gringotts).toContainText("Te avisaremos aquí");
  await expectAccessible(page);

  await belvo.setFaults({});
  await press(page, "Actualizar mis datos");
  await expect(gringotts).toContainText("volvió a funcionar");
  await expectAccessible(page);
  await press(page, "Cerrar aviso");
  await expect(gringotts).not.toContainText("volvió a funcionar");
});

test("a bank that was repaired elsewhere shows so without a reload", async ({
  page,
  product,
  belvo,
}) => {
  await enterAs(page, product, "Ana Torres");
  const broken = (await belvo.links("demo-ana")).find(({ status }) => status === "invalid");
  await belvo.put(broken?.id ?? "", { password: "pass_valid" });
  await expect(card(page, /^Erebor/)).toContainText("Conectado");
  await expect(card(page, /^Erebor/)).toContainText(/fuera de esta página|Trayendo tus datos/);
});

for (const [person, title, text] of [
  ["Carla Ríos", "Todo está conectado", "Ninguna de tus conexiones necesita que la repares."],
  [
    "Fábio Souza",
    "1 conexión se renueva en Meu Belvo",
    "Ninguna de tus conexiones necesita que la repares.",
  ],
  ["Gabriela Luna", "Aún no tienes nada conectado", "Cuando conectes una cuenta en tu aplicación"],
] as const) {
  test(`${person}, who has nothing to repair, is told so before any press`, async ({
    page,
    product,
  }) => {
    await page.goto(product.url);
    await page.getByRole("button", { name: new RegExp(person) }).click();
    await expect(page.getByRole("button", { name: "Salir" })).toBeVisible();
    await page.goto(`${product.url}/repair`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByRole("button", { name: "Empezar" })).toHaveCount(0);
    await expectAccessible(page);
  });
}
