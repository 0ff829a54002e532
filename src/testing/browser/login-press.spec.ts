import type { Page } from "@playwright/test";
import * as v from "valibot";
import { Url } from "#contract/formats.ts";
import { languageOf, locales } from "./a11y/languages.ts";
import { core } from "./running-project.ts";
import { EREBOR, updateErebor } from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, leaveWidget, passwordField } from "./fixtures.ts";
import { KEY, test } from "./host-fixture.ts";
import { layoutFaults } from "./layout-faults.ts";
import type { Product } from "./product.ts";

const LoginLink = v.object({ url: Url });

/** A login link of the host's, with names as hosts have them. */
async function loginLink(product: Product, user: object): Promise<string> {
  const answer = await fetch(`${product.url}/host/entries`, {
    method: "POST",
    headers: { Authorization: `Bearer ${KEY}`, "Content-Type": "application/json" },
    body: JSON.stringify(user),
  });
  return v.parse(LoginLink, await answer.json()).url;
}

const forAna = (product: Product) => loginLink(product, { externalId: "demo-ana", name: "Ana" });
const goOn = (page: Page) => page.getByRole("button", { name: /^Continuar/ });

test("a scanner that runs the page's scripts uses nothing of a login link up", async ({
  page,
  browser,
  product,
}) => {
  const address = await forAna(product);
  for (let looks = 0; looks < 5; looks += 1) {
    const scanner = await browser.newContext();
    const looking = await scanner.newPage();
    await looking.goto(address);
    await expect(looking.getByRole("button").first()).toBeVisible();
    await scanner.close();
  }
  await page.goto(address);
  await goOn(page).click();
  await expect(card(page, EREBOR)).toBeVisible();
});

test(
  "a login link says who is signed in, where that is somebody else, and changes nothing before the press",
  core,
  async ({ page, product }) => {
    await enterAs(page, product, "Elena Vega");
    const address = await forAna(product);
    await page.goto(address);
    await expect(page.getByText(/abierta la sesión de .*Elena Vega/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "No cambiar" }).click();
    await expect(page.getByRole("banner")).toContainText("Elena Vega");

    await page.goto(address);
    await page.getByRole("button", { name: /^Continuar como .*Ana/ }).click();
    await expect(page.getByRole("article")).toHaveCount(3);
    await expect(page.getByRole("banner")).toContainText("Ana");
    await expect(page.getByText("Elena Vega")).toHaveCount(0);
  },
);

test("by keyboard: the press is one Tab from the page's beginning, and leads to the new page's", async ({
  page,
  product,
}) => {
  await page.goto(await forAna(product));
  await expect(goOn(page)).toBeVisible();
  await page.getByRole("main").focus();
  await page.keyboard.press("Tab");
  await expect(goOn(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card(page, EREBOR)).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});

test("Back after the press leads out, and a reload opens no second widget", async ({
  page,
  host,
}) => {
  const address = await host.mailTo("demo-ana");
  await page.goto(`${host.url}/outbox`);
  await page.goto(address);
  await updateErebor(page).click();
  await expect(passwordField(page)).toBeVisible();
  await leaveWidget(page);
  await expect(page.getByRole("main").getByText("Cerraste la pantalla de")).toBeVisible();
  await expect(updateErebor(page)).toBeFocused();

  await page.reload();
  await expect(updateErebor(page)).toBeVisible();
  await expect(page.locator("#widget > iframe[title]")).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(`${host.url}/outbox`);
});

test("a login link that two tabs show lets one in, and tells the other", async ({
  page,
  product,
}) => {
  const address = await forAna(product);
  const other = await page.context().newPage();
  await Promise.all([page.goto(address), other.goto(address)]);
  await expect(goOn(other)).toBeVisible();
  await goOn(page).click();
  await expect(card(page, EREBOR)).toBeVisible();
  await goOn(other).click();
  await expect(other.getByText("Este enlace ya se usó")).toBeVisible();
  await other.getByRole("link", { name: "Ver todo" }).click();
  await expect(card(other, EREBOR)).toBeVisible();
});

test("somebody signs out on all devices from one of them", async ({ page, browser, product }) => {
  const phone = await browser.newContext({ locale: "es-MX" });
  const onPhone = await phone.newPage();
  await onPhone.goto(await forAna(product));
  await goOn(onPhone).click();
  await expect(card(onPhone, EREBOR)).toBeVisible();
  await page.goto(await forAna(product));
  await goOn(page).click();
  await page.getByRole("button", { name: "Cerrar sesión en todos tus dispositivos" }).click();
  await expect(page.getByText("Elige a una persona de ejemplo")).toBeVisible();
  await onPhone.reload();
  await expect(onPhone.getByText("Elige a una persona de ejemplo")).toBeVisible();
  await phone.close();
});

test("a person who came for one bank is not offered what would end no other session of theirs", async ({
  page,
  product,
  belvo,
}) => {
  const [link] = await belvo.links("demo-ana");
  const asked = { externalId: "demo-ana", name: "Ana", linkId: link?.id };
  await page.goto(await loginLink(product, asked));
  await page.getByRole("button", { name: /^(Actualizar|Continuar)/ }).click();
  await expect(page.getByRole("button", { name: "Salir", includeHidden: true })).toBeAttached();
  await expect(page.getByText("Cerrar sesión en todos tus dispositivos")).toHaveCount(0);
});

for (const locale of locales) {
  test.describe(`in ${locale}, 320 pixels wide`, () => {
    test.use({ locale, viewport: { width: 320, height: 700 } });
    const { t } = languageOf(locale);
    const longest = "María Fernanda de los Ángeles Hernández-Villavicencio y Etcheverrigaray";

    test("the pages of login links have all their words in sight", async ({
      page,
      product,
      belvo,
    }) => {
      await page.goto(await loginLink(product, { externalId: "demo-elena", name: longest }));
      await page.getByRole("button", { name: new RegExp(`^${t("enter.goOn")}`) }).click();
      await expect(page.getByRole("article").first()).toBeVisible();
      await expect(page.getByRole("button", { name: t("page.leaveEverywhere") })).toBeVisible();
      await expect.poll(() => layoutFaults(page)).toEqual([]);

      const broken = (await belvo.links("demo-ana")).find(({ status }) => status === "invalid");
      for (const only of [{}, { linkId: broken?.id }]) {
        await page.goto(
          await loginLink(product, { externalId: "demo-ana", name: longest, ...only }),
        );
        await expect(page.getByRole("link", { name: t("enter.stay") })).toBeVisible();
        await expect.poll(() => layoutFaults(page)).toEqual([]);
        await expectAccessible(page);
      }
    });
  });
}
