import { EREBOR, finishErebor } from "./erebor.ts";
import {
  card,
  expect,
  expectAccessible,
  leaveWidget,
  openFrame,
  passwordField,
  sendPassword,
  test,
  widget,
} from "./fixtures.ts";
import { openScene, said, update } from "./lab-stage.ts";

const HEIMDALL = /^Heimdall/;
const EREBOR_OF_CARLA = /^Erebor/;

test("the scene of a changed password shows each call in the trace, with secrets blanked", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "password_changed");
  await update(stage);
  await sendPassword(stage.app, "pass_invalid");
  await expect(widget(stage.app).getByRole("alert")).toContainText("no aceptó esta contraseña");
  await sendPassword(stage.app);

  await expect(card(stage.app, EREBOR)).toContainText("Conectado");
  await expect(stage.trace("state", /Contraseña nueva.*Conectado/s)).toHaveCount(1);
  await expect(stage.trace("event", "La pantalla dice que todo salió bien")).toBeVisible();
  const told = await page.locator("[data-event] p:first-child").allInnerTexts();
  const inOrder = [
    "La pantalla pide la contraseña",
    "El banco rechazó la contraseña",
    "El banco quedó reparado",
  ].map((sentence) => told.findIndex((each) => each.includes(sentence)));
  expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
  const token = stage.trace("belvo_call", "POST /api/token/");
  await expect(token.getByText('"scopes"')).toBeHidden();
  await token.getByText("/api/token/").click();
  await expect(token.getByText('"scopes"')).toBeVisible();
  await expect(token).not.toContainText("sandbox-password");
  await expect(token).toContainText('"access": "•••"');
  await expectAccessible(page, { without: "iframe" });
});

test("the scene of a wanted code takes the second code, and the bank can ask for one more", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "code_wanted");
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
  const stage = await openScene(page, product, "token_runs_out");
  await update(stage);
  await expect(passwordField(stage.app)).toBeVisible();
  await stage.make("Que venza la llave");
  await expect(said(page)).toContainText("Hecho: Que venza la llave");
  await sendPassword(stage.app);
  await expect(stage.trace("belvo_call", "POST /api/token/")).toHaveCount(2);
  await expect(passwordField(stage.app)).toHaveValue("");
  await finishErebor(stage.app);
});

test("the scene of a blocked script shows the explanation, and the widget opens without a reload", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "script_blocked");
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
  const stage = await openScene(page, product, "widget_silent");
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
  const stage = await openScene(page, product, "success_after_exit");
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
  const stage = await openScene(page, product, "bank_down");
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
  const stage = await openScene(page, product, "webhook_late");
  const bank = card(stage.app, /^Gringotts/);
  await stage.make("Cambiar la contraseña");
  await expect(said(page)).toContainText("Hecho");
  await expect(bank).toContainText("Conectado");
  expect(await stage.trace("webhook", "aceptado").count()).toBe(0);
  await expect(bank).toContainText("Contraseña nueva");
  await expect(stage.trace("webhook", "aceptado")).toBeVisible();
});

test("the scene of a doubled webhook shows one event in the log", async ({ page, product }) => {
  const stage = await openScene(page, product, "webhook_twice");
  await stage.make("Cambiar la contraseña");
  await expect(stage.trace("webhook", "repetido")).toHaveCount(1);
  await expect(card(stage.app, HEIMDALL)).toContainText("Contraseña nueva");
  await expect(stage.trace("event", /^(?=.*webhook)/)).toHaveCount(1);
});

test("the scene of a forged webhook shows it refused, once, and the link connected", async ({
  page,
  product,
  belvo,
}) => {
  const stage = await openScene(page, product, "webhook_forged");
  await stage.make("Mandar un aviso falso");
  await expect(stage.trace("webhook", "rechazado")).toContainText("Llega un aviso falso");
  await belvo.advance(60_000);
  await stage.make("Romper un banco");
  await expect(stage.trace("webhook", "aceptado")).toHaveCount(1);
  await expect(stage.trace("webhook", "rechazado")).toHaveCount(1);
});

test("the scene of an unreachable Belvo keeps the list, explains Update's failure, and ends in a repair", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "belvo_unreachable");
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

test("the scene of the clock shows that data grow old, and lets them be asked for again", async ({
  page,
  product,
}) => {
  const stage = await openScene(page, product, "clock_forward");
  const bank = card(stage.app, EREBOR_OF_CARLA);
  const ask = stage.app.getByRole("button", { name: "Actualizar mis datos" });
  const asked = stage.trace("belvo_call", /POST.*\/refresh\//);
  await ask.click();
  await expect(bank).toContainText("Datos recibidos hace un momento");
  await ask.click();
  await expect(asked.last()).toContainText("Dice que ya son los últimos.");
  await expect(bank).toContainText("Ya tienes tus datos más recientes.");
  await stage.make("Que pasen 20 minutos");
  await expect(bank).toContainText(/Datos recibidos hace (20|21) minutos/);
  await expect(bank).not.toContainText("Ya tienes tus datos más recientes.");
  await ask.click();
  await expect(bank).toContainText("Llegaron tus datos.");
  await expect(bank).toContainText("Datos recibidos hace un momento");
  await expect(asked).toHaveCount(3);

  const shown = await page.locator("body").innerHTML();
  const times = shown.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
  expect(times.length).toBeGreaterThan(5);
  expect(times.filter((at) => Date.parse(at) > Date.now())).toEqual([]);
});
