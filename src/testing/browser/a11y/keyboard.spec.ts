import { belvoFrame, card, expect, openFrame, test, widget } from "../fixtures.ts";
import {
  behaviour,
  enterByKeyboard,
  focusedTag,
  leaveByKeyboard,
  listen,
  tabTo,
} from "./listener.ts";
import { languageOf } from "./languages.ts";

const BANK = "Erebor Bank Mexico";
const about = { bank: BANK, type: "bank", login: "password" } as const;

/** Keyboard, focus and live regions do not depend on the language. */
const language = languageOf("es-MX");
const { locale, t, widget: words } = language;

test("a person repairs a bank by keyboard alone, and a screen reader tells each step once", async ({
  page,
  product,
}) => {
  const { heard } = await listen(page);
  const main = page.getByRole("main");
  const erebor = card(page, BANK);
  const update = page.getByRole("button", { name: t("repair.updateBank", { bank: BANK }) });
  const password = widget(page).getByLabel(words.credentials.label, { exact: true });
  const times = async (sentence: string) =>
    (await heard()).filter((each) => each === sentence).length;

  await page.goto(product.url);
  await behaviour("the document is in the person's language", async () => {
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
  });
  await behaviour("one polite live region is there before there is news", async () => {
    await expect(page.getByRole("status")).toHaveCount(1);
    await expect(page.getByRole("status")).toHaveText("");
  });
  await behaviour("the first stop is a way past the head, which is seen there", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: t("page.skip") });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(main).toBeFocused();
  });
  await behaviour("coming in begins the new page at its beginning", async () => {
    await enterByKeyboard(page, product, "Ana Torres");
    await expect(
      page.getByRole("heading", { level: 1, name: t("page.title", about) }),
    ).toBeVisible();
    await expect(main).toBeFocused();
  });
  await behaviour("a page has one title, and no level of titles is left out", async () => {
    const levels = await page
      .getByRole("heading")
      .evaluateAll((titles) => titles.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, place) =>
      expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1),
    );
  });
  await behaviour("each bank is an article by its own name", async () => {
    await expect(page.getByRole("article", { name: BANK, exact: true })).toHaveCount(1);
  });
  await behaviour("the window's title counts what waits", async () => {
    await expect(page).toHaveTitle(t("page.titleWithCount", { count: 1, type: "bank" }));
  });
  await behaviour("what is broken comes first, and its button says what for", async () => {
    await expect(page.getByRole("article").first()).toHaveAccessibleName(BANK);
    await expect(update).toHaveCount(1);
  });
  await behaviour("its button is reached by Tab, and opens the bank's screen", async () => {
    await tabTo(page, update);
    await page.keyboard.press("Enter");
    await expect(password).toBeFocused();
  });
  await behaviour("the screen has a name in the person's language", async () => {
    await expect(openFrame(page)).toHaveAttribute("title", t("repair.screen", about));
    await expect(belvoFrame(page)).toHaveAttribute("title", words.frameTitle);
    await expect(page.getByRole("dialog", { name: t("repair.screen", about) })).toBeVisible();
  });
  await behaviour("the page behind it is out of reach", async () => {
    await expect(page.locator("#root")).toHaveJSProperty("inert", true);
  });
  await behaviour("Tab stays in the bank's screen", async () => {
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      expect(["IFRAME", "BODY"]).toContain(await focusedTag(page));
    }
  });
  await behaviour("where one is was said once", async () => {
    expect(await times(t("repair.withBank", { bank: BANK }))).toBe(1);
  });
  await behaviour("Escape leads out, and back to the button that was pressed", async () => {
    await leaveByKeyboard(page);
    await expect(update).toBeFocused();
  });
  await behaviour("the page is in reach again", async () => {
    await expect(page.locator("#root")).toHaveJSProperty("inert", false);
  });
  await behaviour("that the screen was closed is said once", async () => {
    const left = t("repair.left", { bank: BANK });
    await expect.poll(() => times(left)).toBe(1);
    await expect(erebor).toContainText(left);
  });
  await behaviour("the repair is finished by keyboard", async () => {
    await update.press("Enter");
    await password.press("x");
    await page.keyboard.type("pass_valid");
    // The widget shows that it is done for a moment, and goes by itself.
    await page.keyboard.press("Enter");
    await expect(erebor).toContainText(t("state.connected"));
  });
  await behaviour("with the button gone, focus is on the bank's name", async () => {
    await expect(erebor.getByRole("link", { name: BANK })).toBeFocused();
  });
  await behaviour("the good end is said once, and as no alarm", async () => {
    const done = t("repair.repaired", { bank: BANK });
    await expect.poll(() => times(done)).toBe(1);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
  await behaviour("the title counts nothing any more", async () => {
    await expect(page).toHaveTitle(t("page.title", about));
  });
  await behaviour("the message is closed by keyboard, and focus stays at the bank", async () => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: t("repair.close") })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(erebor.getByRole("link", { name: BANK })).toBeFocused();
  });
  await behaviour("a bank's own page begins at its beginning", async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: BANK })).toBeVisible();
    await expect(main).toBeFocused();
  });
  await behaviour("the way back leads to the bank one came from", async () => {
    await page.goBack();
    await expect(erebor.getByRole("link", { name: BANK })).toBeFocused();
  });
  await behaviour("another language is chosen by keyboard, and focus stays", async () => {
    const choice = page.getByRole("combobox", { name: t("page.language") });
    await choice.focus();
    await choice.selectOption("en");
    await expect(page.locator("html")).toHaveAttribute("lang", /^en/);
    await expect(page.locator("select")).toBeFocused();
  });
  await behaviour("each language is named in itself", async () => {
    const tongues = await page
      .locator("select option")
      .evaluateAll((options) => options.map((option) => option.getAttribute("lang")));
    expect(tongues).toEqual(["es-MX", "es-CO", "pt-BR", "en"]);
  });
});
