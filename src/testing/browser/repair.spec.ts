import type { Page } from "@playwright/test";
import { core, isChaos } from "./running-project.ts";
import { EREBOR, openErebor, updateErebor, expectWidgetGone } from "./erebor.ts";
import { openBank } from "./open-bank.ts";
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

const HEIMDALL = /^Heimdall/;
const updateHeimdall = (page: Page) => page.getByRole("button", { name: /^Actualizar Heimdall/ });

test.describe("a changed password", () => {
  test(
    "is repaired in the bank's screen, and stays so after a reload",
    core,
    async ({ page, product, belvo }) => {
      const before = await belvo.links("demo-ana");
      await enterAs(page, product, "Ana Torres");
      await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
      await expect(page).toHaveTitle("(1) Tus bancos");
      await expectAccessible(page);

      await openErebor(page);
      await passwordField(page).fill("pass_valid");
      await expectAccessible(page);
      await widget(page).getByRole("button", { name: "Actualizar" }).click();

      await expect(card(page, EREBOR)).toContainText("volvió a conectarse");
      await expect(card(page, EREBOR)).toContainText("Conectado");
      await expect(page.getByText("Todo está conectado")).toBeVisible();
      await expect(openFrame(page)).toHaveCount(0);
      await expectWidgetGone(page);
      await expectAccessible(page);

      await page.reload();
      await expect(card(page, EREBOR)).toContainText("Conectado");
      await expect(card(page, EREBOR)).toContainText("Reparado");
      await expect(page).toHaveTitle("Tus bancos");

      const after = await belvo.links("demo-ana");
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      expect(after.map(({ status }) => status)).toEqual(["valid", "valid", "valid"]);
    },
  );

  test(
    "can be mistyped first: the page says why, and the second try repairs",
    core,
    async ({ page, product }) => {
      await enterAs(page, product, "Ana Torres");
      const update = updateErebor(page);
      await openBank(page, () => update.click());
      await sendPassword(page, "pass_invalid");
      await expect(widget(page).getByRole("alert")).toContainText("no aceptó esta contraseña");
      await leaveWidget(page);

      await expect(card(page, EREBOR)).toContainText("no aceptó esos datos");
      await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
      await expect(update).toBeFocused();
      await expectAccessible(page);

      await openBank(page, () => update.click());
      await sendPassword(page);
      await expect(card(page, EREBOR)).toContainText("volvió a conectarse");
    },
  );
});

test.describe("a bank that wants a code", () => {
  test("refuses the wrong one and takes the right one", core, async ({ page, product, belvo }) => {
    await enterAs(page, product, "Bruno Díaz");
    await expect(card(page, HEIMDALL)).toContainText("Código pendiente");
    await openBank(page, () => updateHeimdall(page).click());

    const code = widget(page).getByLabel("Código de seis dígitos");
    await code.fill("999999");
    await widget(page).getByRole("button", { name: "Confirmar" }).click();
    await expect(widget(page).getByRole("alert")).toContainText("no aceptó este código");
    await expectAccessible(page);
    await code.fill("111111");
    await widget(page).getByRole("button", { name: "Confirmar" }).click();

    await expect(card(page, HEIMDALL)).toContainText("Conectado");
    await expectWidgetGone(page);
    await page.reload();
    await expect(card(page, HEIMDALL)).toContainText("Conectado");
    const links = await belvo.links("demo-bruno");
    expect(links.map(({ status }) => status)).toEqual(["valid", "valid"]);
  });
});

test(
  "a person finishes an unfinished connection, and nobody else's link is touched",
  core,
  async ({ page, product, belvo }) => {
    const elenas = await belvo.links("demo-elena");
    await enterAs(page, product, "Diego Mora");
    await expect(card(page, HEIMDALL)).toContainText("Sin terminar");
    await openBank(page, () => updateHeimdall(page).click());
    await widget(page).getByLabel("Código de seis dígitos").fill("111111");
    await widget(page).getByRole("button", { name: "Confirmar" }).click();
    await expect(card(page, HEIMDALL)).toContainText("Conectado");
    expect(await belvo.links("demo-elena")).toEqual(elenas);
  },
);

test(
  "a person who leaves the widget half-way changes nothing, and the page says what happened",
  core,
  async ({ page, product, belvo }) => {
    await enterAs(page, product, "Bruno Díaz");
    await openBank(page, () => updateHeimdall(page).click());
    await expect(widget(page).getByLabel("Código de seis dígitos")).toBeFocused();
    await page.keyboard.press("Escape");

    await expect(card(page, HEIMDALL)).toContainText("Cerraste la pantalla");
    await expect(updateHeimdall(page)).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "Cerraste la pantalla" })).toHaveCount(
      1,
    );
    await expectAccessible(page);
    const links = await belvo.links("demo-bruno");
    expect(links.map(({ status }) => status).sort()).toEqual(["token_required", "valid"]);
  },
);

test.describe("where nothing is asked of Belvo before the press", () => {
  // Else a pointer on the button is told first, and the button is gone before it is pressed.
  test.use({ settings: { PREPARE_REPAIRS: "off" } });

  test(
    "a press of Update on a link that was repaired elsewhere opens no widget",
    core,
    async ({ page, product, belvo }) => {
      await enterAs(page, product, "Ana Torres");
      const [broken] = (await belvo.links("demo-ana")).filter(({ status }) => status === "invalid");
      // What the page hears of it would take the button away.
      await belvo.setFaults({ webhooks: { lost: 1 } });
      await belvo.put(broken?.id ?? "", { password: "pass_valid" });

      await openErebor(page);
      // Where Belvo does not answer the press, it is a later reading that tells.
      const said = isChaos() ? /ya está conectado|volvió a conectarse/ : "ya está conectado";
      await expect(card(page, EREBOR)).toContainText(said);
      await expect(card(page, EREBOR)).toContainText("Conectado");
      await expect(openFrame(page)).toHaveCount(0);
    },
  );
});

test(
  "a person repairs a bank by keyboard alone, and focus goes to the bank's name",
  core,
  async ({ page, product, belvo }) => {
    await belvo.setFaults({ successShownMs: 60_000 });
    await enterAs(page, product, "Ana Torres");
    const update = updateErebor(page);
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      if (await update.evaluate((button) => button === document.activeElement)) break;
    }
    await expect(update).toBeFocused();
    await openBank(page, () => page.keyboard.press("Enter"));
    await expect(passwordField(page)).toBeFocused();
    await page.keyboard.type("pass_valid");
    await page.keyboard.press("Enter");
    await expect(widget(page).getByText("¡Todo listo!")).toBeVisible();
    await page.keyboard.press("Escape");

    // The button went with the trouble, so focus is on the bank's name; the card may have moved.
    await expect(card(page, EREBOR)).toContainText("Conectado");
    await expect(card(page, EREBOR).getByRole("link")).toBeFocused();
    await expect(card(page, EREBOR).getByRole("button", { name: "Cerrar aviso" })).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(card(page, EREBOR)).not.toContainText("volvió a conectarse");
    await expect(card(page, EREBOR).getByRole("link")).toBeFocused();
  },
);
