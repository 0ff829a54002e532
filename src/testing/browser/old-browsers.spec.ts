import oldestBrowsers from "../../../oldest-browsers.json" with { type: "json" };
import { EREBOR, repairErebor } from "./erebor.ts";
import { card, enterAs, expect, test } from "./fixtures.ts";

test.beforeEach(async ({ page }) => {
  await page.addInitScript((missing) => {
    const isRecord = (value: unknown): value is Record<string, unknown> =>
      (typeof value === "object" && value !== null) || typeof value === "function";
    for (const [owner, names] of Object.entries(missing)) {
      let holder: unknown = window;
      for (const part of owner === "Window" ? [] : owner.split(".")) {
        holder = isRecord(holder) ? holder[part] : undefined;
      }
      if (isRecord(holder)) for (const name of names) Reflect.deleteProperty(holder, name);
    }
  }, oldestBrowsers.missing);
});

test("a person repairs a bank in the oldest browser that is supported, and reads its history", async ({
  page,
  product,
}) => {
  await enterAs(page, product, "Ana Torres");
  expect(await page.evaluate(() => "any" in AbortSignal || "requestIdleCallback" in window)).toBe(
    false,
  );
  await repairErebor(page);
  await page.reload();
  await card(page, EREBOR).getByRole("link").click();
  await expect(page.getByText("Reparado por ti en")).toBeVisible();
  await page.getByRole("button", { name: "Actualizar mis datos" }).click();
  await expect(page.getByRole("article")).toContainText(/tus datos/);
});

test("a person finds one of many banks in the oldest browser that is supported", async ({
  page,
  product,
  belvo,
}) => {
  await enterAs(page, product, "Hugo Paz");
  await page.getByRole("button", { name: "Mostrar más" }).click();
  await expect(page.getByText("100 de 250")).toBeVisible();
  await page.getByLabel("Buscar por nombre").fill("erebor");
  await expect(page.getByText(/conexiones coinciden/).first()).toBeVisible();
  const [valid] = (await belvo.links("demo-hugo")).filter(({ status }) => status === "valid");
  await belvo.breakLink(valid?.id ?? "");
  await page.getByLabel("Idioma").selectOption({ label: "English" });
  await expect(page.getByText(/connections? match/).first()).toBeVisible();
});
