import type { FrameLocator, Locator, Page } from "@playwright/test";
import type { LabScenarioId } from "#contract/lab.ts";
import { EREBOR, finishErebor } from "./erebor.ts";
import {
  card,
  enterAs,
  expect,
  expectAccessible,
  leaveWidget,
  openFrame,
  passwordField,
  sendPassword,
  test,
  widget,
} from "./fixtures.ts";
import type { Product } from "./product.ts";

/** The lab as its presenter has it: every scene by its address, with what its guide says to do. */
interface Stage {
  /** The page that the scene is about, in its frame. */
  app: FrameLocator;
  make: (act: string) => Promise<void>;
  trace: (event: string, text: string | RegExp) => Locator;
}

const GRINGOTTS = /^Gringotts/;
const HEIMDALL = /^Heimdall/;
const update = ({ app }: Stage) => app.getByRole("button", { name: /^Actualizar/ }).click();

async function open(page: Page, { url }: Product, scenario: LabScenarioId): Promise<Stage> {
  await page.goto(`${url}/lab?scenario=${scenario}`);
  const app = page.frameLocator('iframe[title="La página"]');
  await expect(app.getByRole("article").first()).toBeVisible();
  return {
    app,
    make: (act) => page.getByRole("button", { name: act, exact: true }).click(),
    trace: (event, text) => page.locator(`[data-event="${event}"]`).filter({ hasText: text }),
  };
}

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

test("the scene of a changed password shows each call in the trace, with secrets blanked", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "password_changed");
  await update(stage);
  await sendPassword(stage.app, "pass_invalid");
  await expect(widget(stage.app).getByRole("alert")).toContainText("no aceptó esta contraseña");
  await sendPassword(stage.app);

  await expect(card(stage.app, EREBOR)).toContainText("Conectado");
  await expect(stage.trace("state", /Contraseña nueva.*Conectado/s)).toHaveCount(1);
  const token = stage.trace("belvo_call", "POST /api/token/");
  await token.getByText("Petición").click();
  await expect(token).toContainText('"scopes"');
  await expect(token).not.toContainText("sandbox-password");
  await token.getByText("Respuesta").click();
  await expect(token).toContainText('"access": "•••"');
  await expectAccessible(page, { without: "iframe" });
});

test("the scene of a wanted code takes the second code, and the bank can ask for one more", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "code_wanted");
  await update(stage);
  const code = widget(stage.app).getByRole("textbox");
  await code.fill("999999");
  await widget(stage.app).getByRole("button", { name: "Confirmar" }).click();
  await expect(widget(stage.app).getByRole("alert")).toBeVisible();
  await code.fill("111111");
  await widget(stage.app).getByRole("button", { name: "Confirmar" }).click();
  await expect(card(stage.app, HEIMDALL)).toContainText("Conectado");

  await stage.make("Pedir datos al banco");
  await expect(stage.trace("mark", "El banco pide un código.")).toBeVisible();
  await expect(card(stage.app, HEIMDALL)).toContainText("Código");
});

test("the scene of an expired token shows that the token is renewed once", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "token_runs_out");
  await update(stage);
  await expect(passwordField(stage.app)).toBeVisible();
  await stage.make("Vencer las llaves");
  await expect(page.locator("[role=status]").first()).toContainText("Hecho: Vencer las llaves");
  await sendPassword(stage.app);
  await expect(stage.trace("belvo_call", "POST /api/token/")).toHaveCount(2);
  await expect(passwordField(stage.app)).toHaveValue("");
  await finishErebor(stage.app);
});

test("the scene of a blocked script shows the explanation, and the widget opens without a reload", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "script_blocked");
  await update(stage);
  await expect(card(stage.app, EREBOR)).toContainText("bloqueador de anuncios");
  await stage.make("Que todo funcione");
  await update(stage);
  await finishErebor(stage.app);
});

test("the scene of a silent widget ends by itself once Belvo has the link connected", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "widget_silent");
  const ends: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/outcome")) ends.push(request.postData() ?? "");
  });
  await update(stage);
  await sendPassword(stage.app);
  const done = widget(stage.app).getByRole("button", { name: "Listo" });
  await done.click();
  await expect(done).toBeVisible();
  expect(ends).toEqual([]);

  await expect(openFrame(stage.app)).toHaveCount(0);
  await expect(card(stage.app, EREBOR)).toContainText("volvió a conectarse");
  expect(ends).toEqual(['{"end":"succeeded"}']);
});

test("the scene of a success after the exit shows the link connected without it", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "success_after_exit");
  await update(stage);
  const updated = page.waitForResponse(
    (answer) => answer.request().method() === "PUT" && answer.ok(),
  );
  await sendPassword(stage.app);
  await updated;
  const ends: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/outcome")) ends.push(request.postData() ?? "");
  });
  await leaveWidget(stage.app);

  await expect(card(stage.app, EREBOR)).toContainText("Conectado");
  await expect(() => expect(ends).toEqual(['{"end":"exited"}'])).toPass();
});

test("the scene of a bank that is down says whose fault it is not, and ends in a repair", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "bank_down");
  await update(stage);
  await sendPassword(stage.app);
  await expect(widget(stage.app).getByRole("heading", { name: "no funciona ahora" })).toBeVisible();
  await widget(stage.app).getByRole("button", { name: "Ahora no" }).click();
  await expect(card(stage.app, EREBOR)).toContainText("No es tu culpa");
  await stage.make("Levantar el banco");
  await update(stage);
  await finishErebor(stage.app);
});

test("the scene of a late webhook changes the page by itself", async ({ page, product }) => {
  const stage = await open(page, product, "webhook_late");
  const bank = card(stage.app, GRINGOTTS);
  await stage.make("Cambiar la contraseña");
  await expect(page.locator("[role=status]").first()).toContainText("Hecho");
  await expect(bank).toContainText("Conectado");
  expect(await stage.trace("webhook", "aceptado").count()).toBe(0);
  await expect(bank).toContainText("Contraseña nueva");
  await expect(stage.trace("webhook", "aceptado")).toBeVisible();
});

test("the scene of a doubled webhook shows one event in the log", async ({ page, product }) => {
  const stage = await open(page, product, "webhook_twice");
  await stage.make("Cambiar la contraseña");
  await expect(stage.trace("webhook", "repetido")).toHaveCount(1);
  await expect(card(stage.app, GRINGOTTS)).toContainText("Contraseña nueva");
  await expect(stage.trace("event", /^(?=.*webhook)/)).toHaveCount(1);
});

test("the scene of a forged webhook shows it refused, and the link connected", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "webhook_forged");
  await stage.make("Mandar un aviso falso");
  await expect(stage.trace("webhook", "rechazado")).toContainText("nada se leyó de él");
  expect(await stage.trace("event", "webhook").count()).toBe(0);
  await expect(card(stage.app, GRINGOTTS)).toContainText("Conectado");
});

test("the scene of an unreachable Belvo keeps the list, explains Update's failure, and ends in a repair", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "belvo_unreachable");
  await update(stage);
  await expect(card(stage.app, EREBOR)).toContainText(
    "No podemos abrir la pantalla de tu banco ahora",
  );
  await expect(stage.trace("belvo_call", "sin respuesta").first()).toBeVisible();
  await stage.make("Que Belvo vuelva");
  await expect(async () => {
    await update(stage);
    await expect(passwordField(stage.app)).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 45_000 });
  await finishErebor(stage.app);
});

test("the scene of the clock lets fresh data be asked for again after 20 minutes", async ({
  page,
  product,
}) => {
  const stage = await open(page, product, "clock_forward");
  const ask = stage.app.getByRole("button", { name: "Actualizar mis datos" });
  const asked = stage.trace("belvo_call", /POST.*\/refresh\//);
  await ask.click();
  await expect(asked).toHaveCount(1);
  await stage.make("Adelantar 20 minutos");
  await expect(page.locator("[role=status]").first()).toContainText("Hecho");
  await ask.click();
  await expect(asked).toHaveCount(2);
});

test("a presenter can pause the trace, and start a scene over", async ({ page, product }) => {
  const stage = await open(page, product, "webhook_forged");
  await page.getByRole("button", { name: "Pausar" }).click();
  await stage.make("Mandar un aviso falso");
  await expect(page.getByText("2 esperan")).toBeVisible();
  await expect(stage.trace("webhook", "rechazado")).toHaveCount(0);
  await page.getByRole("button", { name: "Seguir" }).click();
  await expect(stage.trace("webhook", "rechazado")).toHaveCount(1);

  await page.getByRole("button", { name: "Preparar otra vez" }).click();
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
