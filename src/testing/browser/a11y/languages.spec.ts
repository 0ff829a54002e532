import { behaviour, enterByKeyboard, leaveByKeyboard, listen } from "./listener.ts";
import { languageOf } from "./languages.ts";
import { card, expect, openFrame, test, widget } from "../fixtures.ts";

const BANK = "Erebor Bank Mexico";
const about = { bank: BANK, type: "bank", login: "password" } as const;

test("a person reads the page, the bank's screen and changes in their own language", async ({
  page,
  product,
  belvo,
  locale,
}) => {
  const language = languageOf(locale);
  const { t, widget: words } = language;
  const { heard } = await listen(page);
  const [other] = (await belvo.links("demo-ana")).filter(({ status }) => status === "valid");
  const erebor = card(page, BANK);
  const update = page.getByRole("button", { name: t("repair.updateBank", { bank: BANK }) });
  const password = widget(page).getByLabel(words.credentials.label, { exact: true });

  await page.goto(product.url);
  await behaviour("the document and the first page are in the person's language", async () => {
    await expect(page.locator("html")).toHaveAttribute("lang", language.locale);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("start.title"));
    await expect(page.getByRole("link", { name: t("page.skip") })).toHaveCount(1);
  });
  const stream = page.waitForResponse("**/api/live*");
  await enterByKeyboard(page, product, "Ana Torres");
  expect((await stream).status()).toBe(200);
  await behaviour("the list, its states and the window's title are in it too", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("page.title", about));
    await expect(page).toHaveTitle(t("page.titleWithCount", { count: 1, type: "bank" }));
    await expect(erebor).toContainText(t("state.password_needed", about));
  });
  await behaviour("the bank's screen has its title and sentences in it", async () => {
    await update.press("Enter");
    await expect(openFrame(page)).toHaveAttribute("title", t("repair.screen", about));
    await password.fill("pass_invalid");
    await password.press("Enter");
    await expect(widget(page).getByRole("alert")).toHaveText(words.credentials.refused);
  });
  await behaviour("what the bank refused is said in it", async () => {
    await leaveByKeyboard(page);
    await expect.poll(heard).toContain(t("repair.stillBroken.login_error", about));
  });
  await behaviour("the repair is said in it", async () => {
    await update.press("Enter");
    await password.fill("pass_valid");
    await password.press("Enter");
    await expect.poll(heard).toContain(t("repair.repaired", { bank: BANK }));
    await expect(erebor).toContainText(t("state.connected"));
  });
  await behaviour("a change of another bank is shown in it", async () => {
    await belvo.breakLink(other?.id ?? "", "token_required");
    await expect(page.getByRole("article").filter({ hasText: t("state.code_needed") })).toHaveCount(
      1,
    );
  });
  await behaviour(
    "an address that leads nowhere, and one that was cut short, are too",
    async () => {
      await page.goto(`${product.url}/nowhere`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("page.notFoundTitle"));
      await page.goto(`${product.url}/enter#no-code-at-all`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        t("enter.entry_unknown.title"),
      );
    },
  );
});

test("a person who types while many banks change hears of each once, and goes on typing", async ({
  page,
  product,
  belvo,
  locale,
}) => {
  const { t } = languageOf(locale);
  const { heard } = await listen(page);
  const stream = page.waitForResponse("**/api/live*");
  await enterByKeyboard(page, product, "Hugo Paz");
  await stream;
  // Brazilian banks are repaired elsewhere, and are said to be.
  const valid = (await belvo.links("demo-hugo")).filter(
    ({ status, institution }) => status === "valid" && !institution.includes("_br_"),
  );
  const search = page.getByRole("searchbox");
  await search.focus();

  await behaviour(
    "a burst of changes is heard in a few sentences that count each change once",
    async () => {
      await Promise.all(valid.slice(0, 20).map(({ id }) => belvo.breakLink(id)));
      const invalid = ["password", "details"].map((login) => t("state.password_needed", { login }));
      const counts = async () => {
        const sentences = await heard();
        return sentences.flatMap((sentence) => {
          if (invalid.some((state) => sentence.includes(state))) return [1];
          const [count] = /\d+/.exec(sentence) ?? [];
          return count === undefined ? [] : [Number(count)];
        });
      };
      await expect
        .poll(async () => (await counts()).reduce((sum, count) => sum + count, 0))
        .toBe(20);
      // How few depends on how soon the news come: its rule is tested with a clock of its own.
      expect((await counts()).length).toBeLessThan(20);
      await expect(page).toHaveTitle(t("page.titleWithCount", { count: 33, type: "institution" }));
    },
  );
  await behaviour("focus stays where the person types", async () => {
    await expect(search).toBeFocused();
  });
});

test("a person without scripts reads what the page needs", async ({ browser, product, locale }) => {
  await behaviour("without scripts there is a sentence in the person's language", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(product.url);
    const sentences = page.locator("noscript p").filter({ hasText: "JavaScript" });
    await expect(sentences).toHaveCount(3);
    const language = languageOf(locale).locale;
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    const own = `noscript p[lang^="${language.slice(0, 2)}"]`;
    await expect(page.locator(own).first()).toBeVisible();
    await context.close();
  });
});
