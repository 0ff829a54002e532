import type { Page } from "@playwright/test";
import { EREBOR, finishErebor, openErebor, updateErebor } from "./erebor.ts";
import {
  belvoFrame,
  card,
  enterAs,
  expect,
  expectAccessible,
  leaveWidget,
  openFrame,
  passwordField,
  sendPassword,
  test,
} from "./fixtures.ts";
import { core } from "./running-project.ts";

const wayOut = (page: Page) => page.getByRole("button", { name: "Cerrar y volver" });
const hosted = (page: Page) => page.getByRole("button", { name: "Seguir en la página de Belvo" });
/** The page is there again, and takes a press. */
async function expectPage(page: Page): Promise<void> {
  await expect(openFrame(page)).toHaveCount(0);
  await expect(page.locator("#root")).toHaveJSProperty("inert", false);
  await page.getByRole("link", { name: EREBOR }).click();
  await expect(page.getByRole("heading", { level: 1, name: EREBOR })).toBeVisible();
}

for (const [form, what] of [
  ["no_ready", "gets ready without a word"],
  ["ready_on_window", "tells the window that it is ready"],
  ["already_there", "is whole in its script"],
  ["single_instance", "can be built once in a document"],
  ["puts_back", "puts its frame back after its end"],
  ["remote_frame", "is a page of its own host"],
  ["asks_cdn", "loads style, font and image from its own host"],
  ["exit_before_callback", "tells its exit before its success"],
  ["exit_only", "tells of its success by its exit alone"],
  ["callback_twice", "tells its success twice"],
] as const) {
  test(`a widget that ${what} is left, opened again and repairs the bank`, async ({
    page,
    product,
    belvo,
  }) => {
    await belvo.setFaults({ widget: form });
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await leaveWidget(page);
    await expect(card(page, EREBOR)).toContainText("Cerraste la pantalla");
    await openErebor(page);
    await finishErebor(page);
    await expectPage(page);
  });
}

test("a bank that Belvo calls valid some seconds after a bare exit is never said to have been left", async ({
  page,
  product,
  belvo,
}) => {
  const late = { widget: "exit_only", validLateMs: 2_000, webhooks: { lost: 1 } } as const;
  await belvo.setFaults({ ...late, successShownMs: 0 });
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  const told = page.waitForFunction(
    () => /Cerraste la pantalla|volvió a conectarse/.exec(document.body.innerText)?.[0],
  );
  await sendPassword(page);
  expect(await (await told).jsonValue()).toBe("volvió a conectarse");
  await expect(card(page, EREBOR)).toContainText("Conectado");
});

test(
  "a person who leaves need not wait until that is checked to go on",
  core,
  async ({ page, product }) => {
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await leaveWidget(page);
    await expect(card(page, EREBOR)).toContainText("Estamos verificando");
    await updateErebor(page).click();
    await finishErebor(page);
  },
);

for (const [form, what, extra] of [
  [
    "asks_inline",
    "has styles and scripts inline",
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'",
  ],
  ["asks_eval", "compiles a text into code", "script-src 'unsafe-eval'"],
] as const) {
  test(`a widget that ${what} is let go on by nothing but the setting, and there is a way out`, async ({
    context,
    product,
    belvo,
  }) => {
    // Not the fixture's page, which takes a refusal for an error.
    const page = await context.newPage();
    await belvo.setFaults({ widget: form });
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(belvoFrame(page)).toBeVisible();
    await wayOut(page).click();
    await expect(card(page, EREBOR)).toContainText("Cerraste la pantalla");
    await expectPage(page);
  });

  test.describe("with a policy that was extended", () => {
    test.use({ settings: { WIDGET_CSP_EXTRA: extra } });

    test(`a widget that ${what} repairs the bank`, async ({ page, product, belvo }) => {
      await belvo.setFaults({ widget: form });
      await enterAs(page, product, "Ana Torres");
      await openErebor(page);
      await finishErebor(page);
    });
  });
}

test.describe("a widget that draws its frame and says nothing", () => {
  test.beforeEach(async ({ page, product, belvo }) => {
    await belvo.setFaults({ widget: "drawn_silent" });
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    await expect(belvoFrame(page)).toBeVisible();
  });

  test("is closed by a button that comes after a while, and the bank can be repaired", async ({
    page,
    belvo,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(wayOut(page)).toBeVisible();
    await expect(wayOut(page)).toBeInViewport({ ratio: 1 });
    await expect(openFrame(page)).toBeInViewport();
    await wayOut(page).click();
    await expect(card(page, EREBOR)).toContainText("Cerraste la pantalla");
    await expect(updateErebor(page)).toBeFocused();

    await belvo.setFaults({});
    await openErebor(page);
    await finishErebor(page);
  });

  test("is closed by Escape", async ({ page }) => {
    await wayOut(page).press("Escape");
    await expect(card(page, EREBOR)).toContainText("Cerraste la pantalla");
    await expectPage(page);
  });
});

/** Has another script in the place of Belvo's, or of its module. */
async function playScript(page: Page, file: string, body: string): Promise<void> {
  await page.route(`**/${file}.js`, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      headers: {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
      },
      body,
    }),
  );
}

const sdkThatDraws = (draw: string) =>
  `window.belvoSDK = { createWidget: (token, config) => ({ build() {
    const belvo = document.getElementById("belvo");
    ${draw}
  } }) };`;

test("a widget whose frame the policy refuses ends by itself, and Belvo's own page is offered", async ({
  context,
  product,
}) => {
  // Not the fixture's page, which takes a refusal for an error.
  const page = await context.newPage();
  const draw =
    'belvo.append(Object.assign(document.createElement("iframe"), { src: "https://elsewhere.example/" }));';
  await playScript(page, "belvo-widget-1-stable", sdkThatDraws(draw));
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  await expect(wayOut(page)).toBeVisible();
  await expect(card(page, EREBOR)).toContainText("se quedó en blanco");
  await expectPage(page);
  await page.goBack();

  await expect(hosted(page)).toBeVisible();
  await openErebor(page);
  await wayOut(page).click();
  await expect(card(page, EREBOR)).toContainText("se quedó en blanco");
  await expect(hosted(page)).toBeVisible();
});

test("what the policy refused before the widget was opened is not forgotten", async ({
  context,
  product,
}) => {
  const page = await context.newPage();
  const body =
    'try { eval("1") } finally { window.belvoSDK = { createWidget: () => ({ build() {} }) } }';
  await playScript(page, "belvo-widget-1-stable-main", body);
  await enterAs(page, product, "Ana Torres");
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await updateErebor(page).click();
  await expect(wayOut(page)).toBeVisible();
});

/** A sandbox that a window takes over refuses this. */
const TELLS_ITS_SANDBOX = `<script>
  try { document.domain = "bank.example"; document.title = "in no sandbox"; }
  catch { document.title = "in a sandbox"; }
</script>`;

test("a bank's own window opens from inside the widget frame, and in no sandbox", async ({
  context,
  page,
  product,
}) => {
  const draw = `const button = document.createElement("button");
    button.textContent = "to the bank";
    button.onclick = () => void open("https://bank.example/login");
    belvo.append(button);
    config.onEvent({ eventName: "PAGE_LOAD" });`;
  await playScript(page, "belvo-widget-1-stable", sdkThatDraws(draw));
  await context.route("https://bank.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: TELLS_ITS_SANDBOX }),
  );
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  const opening = context.waitForEvent("page");
  await openFrame(page).contentFrame().getByRole("button", { name: "to the bank" }).click();
  const bank = await opening;
  await expect(bank).toHaveTitle("in no sandbox");
});

test.describe("a script that does not get ready", () => {
  const MODULE = "**/belvo-widget-1-stable-main.js";

  test.beforeEach(async ({ page, product }) => {
    await page.route(MODULE, () => undefined);
    await enterAs(page, product, "Ana Torres");
    await updateErebor(page).click();
    await expect(hosted(page)).toBeFocused();
  });

  test("has a way out after a while too, and the bank can be repaired", async ({ page }) => {
    await expectAccessible(page);
    await wayOut(page).click();
    await expect(card(page, EREBOR)).toContainText("tarda demasiado en abrir");
    await expect(updateErebor(page)).toBeFocused();
    await expect(page.locator("#widget > iframe")).toHaveCount(1);

    await page.unroute(MODULE);
    await updateErebor(page).click();
    await finishErebor(page);
  });

  test("is left by Back, and the page stays where it is", async ({ page }) => {
    await page.goBack();
    await expect(card(page, EREBOR)).toContainText("tarda demasiado en abrir");
    await expectPage(page);
  });

  test("is left for Belvo's own page", async ({ page }) => {
    await hosted(page).click();
    await expect(page).toHaveURL(/\/hosted\?/);
  });
});

test("Back leaves the widget, and the page stays where it is", core, async ({ page, product }) => {
  await enterAs(page, product, "Ana Torres");
  await page.getByRole("link", { name: EREBOR }).click();
  await expect(page.getByRole("heading", { level: 1, name: EREBOR })).toBeVisible();
  const address = page.url();
  await openErebor(page);
  await expect(passwordField(page)).toBeVisible();
  await page.goBack();
  await expect(openFrame(page)).toHaveCount(0);
  await expect(page.getByText("Cerraste la pantalla").first()).toBeVisible();
  expect(page.url()).toBe(address);

  await openErebor(page);
  await sendPassword(page);
  await expect(page.getByRole("article")).toContainText("Conectado");
  // The news may come before the widget's own end.
  await expect(openFrame(page)).toHaveCount(0);
  await expect(page.locator("#root")).toHaveJSProperty("inert", false);
  expect(page.url()).toBe(address);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Tus bancos" })).toBeVisible();
});

test("where the widget's own host name does not answer, the demo repairs on the page's", async ({
  page,
  product,
}) => {
  await page.route(/^http:\/\/localhost:/, (route) => route.abort("connectionrefused"));
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  expect(await openFrame(page).getAttribute("src")).toContain(product.url);
  await finishErebor(page);
});

test("what the widget's policy refuses is told our log, and a way out is there at once", async ({
  context,
  product,
}) => {
  // Not the fixture's page, which takes a refusal for an error.
  const page = await context.newPage();
  await enterAs(page, product, "Ana Torres");
  await openErebor(page);
  await expect(passwordField(page)).toBeVisible();
  const reported = context.waitForEvent("request", (each) =>
    each.url().endsWith("/policy-reports"),
  );
  await belvoFrame(page).evaluate((frame) => {
    const image = frame.ownerDocument.createElement("img");
    image.src = "https://elsewhere.example/logo.png?of=a-person";
    frame.before(image);
  });
  const told = await reported;
  expect(new URL(told.url()).hostname).toBe("localhost");
  expect((await told.response())?.status()).toBe(204);
  await wayOut(page).click();
  await expect(card(page, EREBOR)).toContainText("Cerraste la pantalla");
});
