import type { Page } from "@playwright/test";
import { EREBOR, openErebor, updateErebor } from "./erebor.ts";
import { card, enterAs, expect, expectAccessible, type App, type Belvo } from "./fixtures.ts";
import { KEY, test } from "./host-fixture.ts";
import { core } from "./running-project.ts";

const HOSTED = /\/hosted\?/;
const goHosted = (page: Page) => page.getByRole("button", { name: "Seguir en la página de Belvo" });

/** The inside of the widget on Belvo's own page. */
const screenOf = (page: Page) => page.frameLocator("#belvo iframe");
const password = (page: Page) => screenOf(page).getByLabel("Contraseña", { exact: true });

/** As people do: where our server or Belvo is in trouble, they press again. */
async function insistOnHosted(page: Page): Promise<void> {
  await expect(async () => {
    if (!page.url().includes("/hosted?")) await goHosted(page).click({ timeout: 2_000 });
    await expect(page).toHaveURL(HOSTED, { timeout: 5_000 });
  }).toPass({ intervals: [1_500, 3_000, 6_000, 12_000], timeout: 60_000 });
}

async function finishHosted(page: Page): Promise<void> {
  await expect(page).toHaveURL(HOSTED);
  await password(page).fill("pass_valid");
  await screenOf(page).getByRole("button", { name: "Actualizar" }).click();
}

async function expectRepaired(page: App): Promise<void> {
  await expect(card(page, EREBOR)).toContainText("volvió a conectarse");
  await expect(card(page, EREBOR)).toContainText("Conectado");
}

async function brokenLink(belvo: Belvo): Promise<string> {
  const broken = (await belvo.links("demo-ana")).find(({ status }) => status === "invalid");
  return broken?.id ?? "";
}

/** The address that Belvo was told to come back to, as the token on the way there has it. */
function returnAddress(page: Page): string {
  const token = new URL(page.url()).searchParams.get("access_token") ?? "";
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  return /http:[^"]+\/success/.exec(claims)?.[0] ?? "";
}

test(
  "a person whose browser keeps Belvo's script away is offered Belvo's page, and repairs the bank there",
  core,
  async ({ page, product, belvo }) => {
    await belvo.setFaults({ widget: "blocked" });
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(goHosted(page)).toBeVisible();
    await expectAccessible(page);
    await insistOnHosted(page);
    await finishHosted(page);

    await expect(page).toHaveURL(`${product.url}/`);
    await expectRepaired(page);
    expect((await belvo.links("demo-ana")).map(({ status }) => status)).toEqual([
      "valid",
      "valid",
      "valid",
    ]);
  },
);

test("a person before a silent screen goes to Belvo's page by the button beside the way out", async ({
  page,
  product,
  belvo,
}) => {
  await belvo.setFaults({ widget: "drawn_silent" });
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  await goHosted(page).click();
  await finishHosted(page);
  await expectRepaired(page);
});

test.describe("where Belvo's page is the only way", () => {
  test.use({ settings: { BELVO_WIDGET_MODE: "hosted", HOST_API_KEY: KEY } });

  test.beforeEach(async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await updateErebor(page).click();
    await expect(page).toHaveURL(HOSTED);
  });

  test("Update leads there, in the person's language, and no frame of ours is made", async ({
    page,
  }) => {
    const asked = new URL(page.url()).searchParams;
    expect([...asked.keys()]).toEqual([
      "access_token",
      "locale",
      "show_close_dialog",
      "show_abandon_survey",
    ]);
    expect(asked.get("locale")).toBe("es");
    await finishHosted(page);
    await expectRepaired(page);
    await expect(page.locator("#widget > iframe")).toHaveCount(0);
    // A reload is no second return.
    await page.reload();
    await expect(card(page, EREBOR)).toContainText("Conectado");
  });

  test("a person who closes it comes back, and may go again", async ({ page }) => {
    await screenOf(page).getByRole("button", { name: "Cerrar" }).click();
    await expect(card(page, EREBOR)).toContainText("Cerraste la pantalla");
    await updateErebor(page).click();
    await finishHosted(page);
    await expectRepaired(page);
  });

  test("a person whose password was refused there is told why", async ({ page }) => {
    await password(page).fill("pass_invalid");
    await screenOf(page).getByRole("button", { name: "Actualizar" }).click();
    await expect(screenOf(page).getByRole("alert")).toContainText("no aceptó");
    await screenOf(page).getByRole("button", { name: "Cerrar" }).click();
    await expect(card(page, EREBOR)).toContainText("no aceptó esos datos");
  });

  test("a person whose token ran out there starts again with a new one", async ({
    page,
    belvo,
  }) => {
    await expect(password(page)).toBeVisible();
    await belvo.advance(601_000);
    await password(page).fill("pass_valid");
    await screenOf(page).getByRole("button", { name: "Actualizar" }).click();
    await expect(card(page, EREBOR)).toContainText("se cerró por seguridad");
    await updateErebor(page).click();
    await finishHosted(page);
    await expectRepaired(page);
  });

  test("a person who goes back by the browser finds the list, and the bank as it is", async ({
    page,
    belvo,
  }) => {
    await belvo.put(await brokenLink(belvo), { password: "pass_valid" });
    await page.goBack();
    await expect(card(page, EREBOR)).toContainText("Conectado");
  });

  test("a return in another browser names nobody, and the person's own page hears of the repair", async ({
    page,
    product,
    browser,
    belvo,
  }) => {
    const address = returnAddress(page);
    const other = await page.context().newPage();
    await other.goto(product.url);
    await expect(card(other, EREBOR)).toContainText("Contraseña nueva");
    await belvo.setFaults({ webhooks: { lost: 1 } });
    await belvo.put(await brokenLink(belvo), { password: "pass_valid" });

    const stranger = await browser.newContext({ locale: "es-MX" });
    const elsewhere = await stranger.newPage();
    await elsewhere.goto(`${address}?link=x&institution=erebor_mx_retail`);
    await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText(
      "Ya puedes cerrar esta página",
    );
    await expect(elsewhere.locator("body")).not.toContainText(/Erebor|Ana/);
    await expectAccessible(elsewhere);
    await expect(card(other, EREBOR)).toContainText("Conectado");
    await stranger.close();
  });

  test("a forged return shows what Belvo says, and an unknown one nothing", async ({
    page,
    product,
  }) => {
    const address = returnAddress(page);
    await page.goto(`${address}?error=unexpected_error`);
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    await page.goto(address);
    await expect(card(page, EREBOR)).toContainText("Contraseña nueva");
    await page.goto(`${product.url}/return/${"x".repeat(43)}/success`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Esta dirección ya no sirve");
    await expectAccessible(page);
  });

  test("a warning is no end: the person goes back to Belvo's page and finishes there", async ({
    page,
  }) => {
    const hosted = page.url();
    const warned = returnAddress(page).replace("/success", "/event?warning=institution_disabled");
    await page.goto(warned);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aún no terminas");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Volver a la página de Belvo" }).click();
    await expect(page).toHaveURL(hosted);
    await finishHosted(page);
    await expectRepaired(page);
  });
});

test.describe("on the way to Belvo's page and back", () => {
  test.use({ settings: { BELVO_WIDGET_MODE: "hosted", HOST_API_KEY: KEY } });

  test("a person who repairs all banks goes on with the next one after coming back", async ({
    page,
    product,
  }) => {
    await enterAs(page, product, "Elena Vega");
    await page.getByRole("button", { name: "Reparar los 5 bancos" }).click();
    await updateErebor(page).click();
    await finishHosted(page);
    await expect(page).toHaveURL(`${product.url}/repair`);
    await expect(
      page.getByText("Listo: Erebor Bank Mexico volvió a conectarse.").first(),
    ).toBeVisible();
    await page.getByRole("button", { name: "Seguir con Gringotts Colombia" }).click();
    await expect(page).toHaveURL(HOSTED);
  });

  test("a person who came by a mailed login link comes back to that bank", async ({
    page,
    host,
  }) => {
    await page.goto(await host.mailTo("demo-ana"));
    await updateErebor(page).click();
    await finishHosted(page);
    await expect(page.getByText("ya puedes cerrar esta página")).toBeVisible();
    await expect(page).toHaveURL(/\/repair\/[0-9a-f-]{36}$/);
  });

  test.describe("in an app that hands Belvo's page to another browser", () => {
    let address = "";

    test.beforeEach(async ({ page, product }) => {
      // An answer without content leaves the page where it is, as an app does.
      await page.route(HOSTED, async (route) => {
        address = route.request().url();
        await route.fulfill({ status: 204 });
      });
      await enterAs(page, product, "Ana Torres");
      await updateErebor(page).click();
      await expect(card(page, EREBOR)).toContainText("Abrimos la página de Belvo");
      await expectAccessible(page);
    });

    test("the page that was left behind hears how it went there", async ({ page, browser }) => {
      const other = await browser.newContext({ locale: "es-MX" });
      const elsewhere = await other.newPage();
      await elsewhere.goto(address);
      await finishHosted(elsewhere);
      await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText(
        "Ya puedes cerrar esta página",
      );
      await expectRepaired(page);
      await other.close();
    });

    test("a person who looks at the page meanwhile has left nothing, and hears how it went there", async ({
      page,
      browser,
      belvo,
    }) => {
      await belvo.setFaults({ webhooks: { lost: 1 } });
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.evaluate(() =>
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true })),
      );
      await expect(card(page, EREBOR)).toContainText("puedes abrirla otra vez");
      await expect(updateErebor(page)).not.toHaveAttribute("aria-disabled", "true");

      const other = await browser.newContext({ locale: "es-MX" });
      const elsewhere = await other.newPage();
      await elsewhere.goto(address);
      await finishHosted(elsewhere);
      await expectRepaired(page);
      expect(asked.filter((path) => path.endsWith("/outcome"))).toEqual([]);
      await other.close();
    });
  });

  test("a person whom Belvo will not lead back is told so before they go, and comes back by themselves", async ({
    page,
    product,
    belvo,
  }) => {
    await belvo.setFaults({ tokenBody: "no_widget" });
    await enterAs(page, product, "Ana Torres");
    await updateErebor(page).click();
    await expect(card(page, EREBOR)).toContainText("vuelve aquí por tu cuenta");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Ir a la página de Belvo" }).click();
    await finishHosted(page);
    await expect(page.getByText("Ya puedes volver a la página")).toBeVisible();
    await page.goBack();
    await expect(card(page, EREBOR)).toContainText("Conectado");
  });
});

test.describe("where Belvo's page is left out", () => {
  test.use({ settings: { BELVO_WIDGET_MODE: "embedded" } });

  test("a person whose browser keeps Belvo's script away is not offered it", async ({
    page,
    product,
    belvo,
  }) => {
    await belvo.setFaults({ widget: "blocked" });
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(card(page, EREBOR)).toContainText("bloqueador de anuncios");
    await expect(goHosted(page)).toHaveCount(0);
  });
});

test("a bank whose widget says nothing of its success, and no webhook comes, is connected all the same", async ({
  page,
  product,
  belvo,
}) => {
  await belvo.setFaults({ widget: "silent", webhooks: { lost: 1 } });
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  const inside = page.locator("#widget > iframe[title]").contentFrame();
  const screen = inside.frameLocator("#belvo iframe");
  await screen.getByLabel("Contraseña", { exact: true }).fill("pass_valid");
  await screen.getByRole("button", { name: "Actualizar" }).click();
  await expectRepaired(page);
});
