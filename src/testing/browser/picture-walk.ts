import type { Page } from "@playwright/test";
import type { Language } from "./a11y/languages.ts";
import { become, openFrame, widget } from "./fixtures.ts";
import type { Product } from "./product.ts";

interface Tour {
  page: Page;
  product: Product;
  language: Language;
  /** Takes pictures of what the page shows. */
  take: (what: string) => Promise<void>;
}

const EREBOR = "Erebor Bank Mexico";
const titleOf = (page: Page) => page.getByRole("heading", { level: 1 });
const banks = (page: Page) => page.getByRole("article");

/** Goes to every page, in every state that the demo's people and a few faults bring about. */
export async function walkEverywhere(tour: Tour): Promise<void> {
  await showDoors(tour);
  await showPeople(tour);
  await showRepairs(tour);
  await showManyBanks(tour);
  await showWalk(tour);
  await showLab(tour);
  await showTrouble(tour);
}

async function showDoors({ page, product, language: { t }, take }: Tour): Promise<void> {
  await page.goto(product.url);
  await page.getByRole("button", { name: /^Elena/ }).waitFor();
  await take("start");
  await page.goto(`${product.url}/enter#cut-short`);
  await page.getByText(t("enter.entry_unknown.title")).waitFor();
  await take("entry-unknown");
}

async function showPeople(tour: Tour): Promise<void> {
  const { page, product, language, take } = tour;
  for (const person of ["Ana", "Bruno", "Carla", "Diego", "Elena", "Fábio", "Hugo"]) {
    await become(page, product, person);
    await banks(page).first().waitFor();
    if (person === "Elena") {
      await page
        .getByRole("button", { name: language.t("links.repairAll", { count: 5, type: "bank" }) })
        .waitFor();
    }
    await take(`banks-of-${person.toLowerCase()}`);
    if (person === "Hugo") continue;

    await banks(page).first().getByRole("heading").getByRole("link").click();
    await page.getByRole("heading", { name: language.t("link.history") }).waitFor();
    await take(`bank-of-${person.toLowerCase()}`);
    const { pathname } = new URL(page.url());
    await page.goto(`${product.url}${pathname.replace("links", "repair")}`);
    await titleOf(page).waitFor();
    await page.waitForLoadState("load");
    await page.locator("main article, main h1 + p").first().waitFor();
    await take(`repair-of-${person.toLowerCase()}`);
  }
  await become(page, product, "Gabriela");
  await page.getByText(language.t("links.emptyTitle")).waitFor();
  await take("no-banks");
  await page.goto(`${product.url}/nowhere`);
  await page.getByText(language.t("page.notFoundTitle")).waitFor();
  await take("not-found");
}

async function showRepairs(tour: Tour): Promise<void> {
  const { page, product, language, take } = tour;
  const { t, widget: words } = language;
  const screen = widget(page);
  const update = page.getByRole("button", { name: t("repair.updateBank", { bank: EREBOR }) });
  const password = screen.getByLabel(words.credentials.label, { exact: true });
  const submit = screen.getByRole("button", { name: words.credentials.submit });
  const script = "**/belvo-widget-1-stable.js";

  await page.route(script, (route) => route.abort("blockedbyclient"));
  await become(page, product, "Ana");
  await update.click();
  await page
    .locator("main")
    .getByText(t("repair.failed.widget_blocked", { bank: EREBOR, type: "bank" }))
    .waitFor();
  await take("repair-blocked");
  await page.unroute(script);

  await update.click();
  await password.waitFor();
  await take("repair-widget");
  for (let tries = 0; tries < 2; tries += 1) {
    await password.fill("pass_invalid");
    const refusal = page.waitForResponse((answer) => answer.request().method() === "PUT");
    await submit.click();
    await refusal;
  }
  await screen.getByRole("button", { name: words.close }).click();
  await page.getByText(t("repair.triesFailed", { bank: EREBOR, count: 2 })).waitFor();
  await take("repair-refused-twice");

  await update.click();
  await password.fill("pass_valid");
  await submit.click();
  await page
    .locator("main")
    .getByText(t("repair.repaired", { bank: EREBOR }))
    .waitFor();
  // The bank's screen says the same for a moment.
  await openFrame(page).waitFor({ state: "detached" });
  await take("repair-done");
}

async function showManyBanks(tour: Tour): Promise<void> {
  const { page, product, language, take } = tour;
  await become(page, product, "Hugo");
  await banks(page).first().waitFor();
  await page.goto(`${product.url}/?q=erebor&state=connected`);
  await page
    .getByRole("button", { name: language.t("links.tools.clear", { type: "institution" }) })
    .waitFor();
  await banks(page).first().waitFor();
  await take("banks-found");
  await page.goto(`${product.url}/?q=nothing-of-the-kind`);
  await page
    .getByText(language.t("links.tools.found", { count: 0, type: "institution" }))
    .first()
    .waitFor();
  await take("banks-not-found");
}

async function showWalk(tour: Tour): Promise<void> {
  const { page, product, language, take } = tour;
  const { t } = language;
  await become(page, product, "Elena");
  await page
    .getByRole("button", { name: t("links.repairAll", { count: 5, type: "bank" }) })
    .click();
  await page.getByRole("progressbar").waitFor();
  await take("walk");
  for (let place = 1; place <= 5; place += 1) {
    await page
      .getByText(t("repairAll.progress", { place, count: 5, type: "bank" }))
      .first()
      .waitFor();
    const [leave = ""] = t("repairAll.skip", { bank: "" }).split(/\s/);
    await page.getByRole("button", { name: new RegExp(`^${leave}`) }).click();
  }
  await page.getByText(t("repairAll.over")).first().waitFor();
  await take("walk-end");
}

async function showLab({ page, product, take }: Tour): Promise<void> {
  await page.goto(`${product.url}/lab`);
  await page.getByRole("main").getByRole("listitem").first().waitFor();
  await take("lab");
  await page.goto(`${product.url}/lab?scenario=password_changed`);
  const app = page.frameLocator("main iframe");
  await app.getByRole("article").first().waitFor();
  await app.getByRole("article").first().getByRole("button").click();
  await widget(app).locator("input").waitFor();
  await page.locator('[data-event="event"]').first().waitFor();
  await take("lab-scene");
}

async function showTrouble(tour: Tour): Promise<void> {
  const { page, product, language, take } = tour;
  await become(page, product, "Bruno");
  await banks(page).first().waitFor();
  await page.context().setOffline(true);
  await page.getByText(language.t("page.offline")).first().waitFor();
  await take("offline");
  await page.context().setOffline(false);

  await product.killSandbox();
  // The list of a moment ago is still good for ten seconds.
  const stale = page.locator("main [class*=stale]");
  for (let times = 0; times < 8 && !(await stale.isVisible()); times += 1) {
    await page.reload();
    await banks(page).first().waitFor();
    await stale.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
  await stale.waitFor();
  await take("belvo-away");
}
