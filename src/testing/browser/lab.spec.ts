import type { Page } from "@playwright/test";
import { LabScene, type LabAct, type LabScenarioId } from "#contract/lab.ts";
import { EREBOR, finishErebor, sendPassword, updateErebor } from "./erebor.ts";
import { card, expect, test, widget } from "./fixtures.ts";
import type { Product } from "./product.ts";

async function setUp(page: Page, { url }: Product, scenario: LabScenarioId): Promise<LabScene> {
  const answer = await page.request.post(`${url}/api/lab/scenes`, { data: { scenario } });
  const scene = LabScene.parse(await answer.json());
  await page.goto(`${url}${scene.openPath}`);
  return scene;
}

async function act(page: Page, { url }: Product, name: LabAct): Promise<void> {
  const answer = await page.request.post(`${url}/api/lab/acts`, { data: { act: name } });
  expect(answer.status()).toBe(200);
}

test("a blocked widget is explained, and comes when it is let", async ({ page, product }) => {
  await setUp(page, product, "script_blocked");
  await updateErebor(page).click();
  await expect(card(page, EREBOR)).toContainText("bloqueador de anuncios");

  await act(page, product, "calm");
  await updateErebor(page).click();
  await finishErebor(page);
});

test("a widget that never calls back keeps nothing from a new page", async ({ page, product }) => {
  await setUp(page, product, "widget_silent");
  await updateErebor(page).click();
  const outcomes: string[] = [];
  page.on("request", (request) => {
    if (/outcome|events/.test(request.url())) outcomes.push(request.url());
  });
  await sendPassword(page);
  const done = widget(page).getByRole("button", { name: "Listo" });
  await done.click();
  await expect(done).toBeVisible();
  expect(outcomes).toEqual([]);

  await page.reload();
  await expect(card(page, EREBOR)).toContainText("Reparado");
});

test("a success that comes after the exit finds the page right", async ({ page, product }) => {
  await setUp(page, product, "success_after_exit");
  await updateErebor(page).click();
  const updated = page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.ok(),
  );
  await sendPassword(page);
  await updated;
  const ends: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/outcome")) ends.push(request.postData() ?? "");
  });
  await widget(page).getByRole("button", { name: "Cerrar" }).click();
  await widget(page).getByRole("button", { name: "Salir" }).click();

  await expect(card(page, EREBOR)).toContainText("Conectado");
  await expect(() => expect(ends).toEqual(['{"end":"exited"}', '{"end":"succeeded"}'])).toPass();
  await expect(card(page, EREBOR)).toContainText("Conectado");
});

test("tokens that run out in an open widget are renewed quietly", async ({ page, product }) => {
  await setUp(page, product, "token_runs_out");
  await updateErebor(page).click();
  const password = widget(page).getByLabel("Contraseña", { exact: true });
  await expect(password).toBeVisible();
  await act(page, product, "expire_tokens");
  await sendPassword(page);
  await expect(password).toHaveValue("");
  await finishErebor(page);
});

test("a page of ours may show the app in a frame", async ({ page, product }) => {
  await setUp(page, product, "password_changed");
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.src = "/";
    frame.title = "app";
    document.body.append(frame);
  });
  const app = page.frameLocator('iframe[title="app"]');
  await expect(app.getByRole("heading", { level: 1, name: "Tus bancos" })).toBeVisible();
});
