import type { Page } from "@playwright/test";
import { startAttackerSite } from "./attacker-site.ts";
import { EREBOR, finishErebor, openErebor, updateErebor } from "./erebor.ts";
import {
  card,
  enterAs,
  expect,
  leaveWidget,
  openFrame,
  passwordField,
  test,
  type App,
} from "./fixtures.ts";

/** What our policies refuse, in the page and in every frame; empty where all is well. */
async function watchRefusals(page: Page): Promise<string[]> {
  const refused: string[] = [];
  await page.exposeFunction("noteRefusal", (what: string) => void refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const note: unknown = Reflect.get(window, "noteRefusal");
      const { effectiveDirective, blockedURI } = event;
      if (typeof note === "function")
        Reflect.apply(note, null, [`${effectiveDirective} ${blockedURI}`]);
    });
  });
  return refused;
}

/** Opens the bank's screen, leaves it, and repairs. */
async function leaveAndRepair(app: App, openBankScreen: () => Promise<unknown>): Promise<void> {
  await openBankScreen();
  await expect(passwordField(app)).toBeVisible();
  await leaveWidget(app);
  await expect(card(app, EREBOR)).toContainText("Cerraste la pantalla");
  await openBankScreen();
  await finishErebor(app);
}

for (const [where, host] of [
  ["another host name", "localhost"],
  ["the page's own", "127.0.0.1"],
] as const) {
  test(`the policies refuse nothing to a repair, with the widget frame on ${where} (API8:2023, ASVS 5.0 V3.4.3, V3.5.4)`, async ({
    page,
    product,
  }) => {
    const refused = await watchRefusals(page);
    if (host === "127.0.0.1") {
      await page.route(/^http:\/\/localhost:/, (route) => route.abort("connectionrefused"));
    }
    await enterAs(page, product, "Ana Torres");
    await openErebor(page);
    expect(await openFrame(page).getAttribute("src")).toContain(`//${host}:`);
    await leaveWidget(page);
    await leaveAndRepair(page, () => openErebor(page));
    expect(refused).toEqual([]);
  });
}

test("text that a script could be made of is refused a place that runs it, and the browser tells us (API8:2023, ASVS 5.0 V3.2.2, V3.4.7)", async ({
  context,
  product,
}) => {
  // Not the fixture's page, which takes a refusal for an error.
  const page = await context.newPage();
  await enterAs(page, product, "Ana Torres");
  const reported = context.waitForEvent("request", (each) =>
    each.url().endsWith("/policy-reports"),
  );
  const caught = await page.evaluate(() => {
    const tries = [
      () => (document.body.innerHTML = "<img src=x onerror=alert(1)>"),
      () => document.createElement("iframe").setAttribute("srcdoc", "<script>alert(1)</script>"),
      () => (document.createElement("script").src = "/assets/x.js"),
      () => (document.createElement("script").text = "alert(1)"),
      () => {
        const types: unknown = Reflect.get(window, "trustedTypes");
        const create: unknown = types instanceof Object && Reflect.get(types, "createPolicy");
        if (typeof create === "function") Reflect.apply(create, types, ["any", {}]);
      },
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return "let through";
      } catch (error) {
        return error instanceof TypeError ? "refused" : String(error);
      }
    });
  });
  expect(caught).toEqual(Array(5).fill("refused"));
  expect((await (await reported).response())?.status()).toBe(204);
});

test.describe("a host that may show us in a frame", () => {
  let origin = "";
  let address = "";
  test.use({
    settings: async ({}, use) => {
      // Of the same site as the product, so that the session's cookie is sent.
      const site = await startAttackerSite(
        "127.0.0.1",
        () => `<!doctype html><iframe src="${address}" style="width:900px;height:900px">`,
      );
      origin = site.origin;
      await use({ FRAME_ANCESTORS: origin });
      await site.close();
    },
  });

  test("has a person repair a bank there, and its frame of us is refused nothing (API8:2023, ASVS 5.0 V3.4.6)", async ({
    page,
    product,
  }) => {
    await enterAs(page, product, "Ana Torres");
    address = product.url;
    const refused = await watchRefusals(page);
    await page.goto(origin);
    const app = page.locator("body > iframe").contentFrame();
    await leaveAndRepair(app, () => updateErebor(app).click());
    expect(refused).toEqual([]);
  });
});
