import { card, expect, test, widget } from "../fixtures.ts";
import { behaviour, enterByKeyboard, listen } from "./listener.ts";
import { languageOf } from "./languages.ts";

/** Keyboard, focus and live regions do not depend on the language. */
const { t } = languageOf("es-MX");

test("a person repairs all banks by keyboard and screen reader", async ({ page, product }) => {
  const { heard } = await listen(page);
  await enterByKeyboard(page, product, "Elena Vega");
  const title = page.getByRole("heading", { level: 2 });
  const progress = page.getByRole("progressbar");

  await behaviour("it is begun by one button that says how many", async () => {
    await page
      .getByRole("button", { name: t("links.repairAll", { count: 5, type: "bank" }) })
      .press("Enter");
    await expect(progress).toHaveAccessibleName(
      t("repairAll.progress", { place: 1, count: 5, type: "bank" }),
    );
  });
  await behaviour("a bank that is skipped gives focus to the next one's name", async () => {
    const first = await title.first().innerText();
    await page.getByRole("button", { name: t("repairAll.skip", { bank: first }) }).press("Enter");
    await expect(title.first()).not.toHaveText(first);
    await expect(title.first()).toBeFocused();
  });
  await behaviour("how far one is shows and is read", async () => {
    await expect(progress).toHaveAccessibleName(
      t("repairAll.progress", { place: 2, count: 5, type: "bank" }),
    );
    await expect(progress).toHaveAttribute("max", "5");
  });
  await behaviour("a bank that is repaired is said, and leads on to the next one", async () => {
    const bank = await title.first().innerText();
    await page.getByRole("button", { name: t("repair.updateBank", { bank }) }).press("Enter");
    const code = widget(page).getByRole("textbox");
    await code.fill((await code.getAttribute("type")) === "password" ? "pass_valid" : "111111");
    await code.press("Enter");
    await expect.poll(heard).toContain(t("repair.repaired", { bank }));
    await expect(title.first()).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(widget(page).getByRole("textbox")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(title.first()).not.toHaveText(bank);
  });
  await behaviour("it can be left by a link, and says how much is left to do", async () => {
    await page.getByRole("link", { name: t("repairAll.later") }).press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await expect(
      page.getByRole("button", { name: t("links.repairAll", { count: 4, type: "bank" }) }),
    ).toBeVisible();
  });
});

test("a person searches a long list by keyboard and screen reader", async ({ page, product }) => {
  const { heard } = await listen(page);
  await enterByKeyboard(page, product, "Hugo Paz");
  const search = page.getByRole("searchbox", {
    name: t("links.tools.search", { type: "institution" }),
  });
  const state = page.getByRole("combobox", { name: t("links.tools.state") });

  await behaviour("its tools are a landmark, each with its name", async () => {
    await expect(page.getByRole("search")).toHaveCount(1);
    await expect(search).toBeVisible();
    await expect(state).toBeVisible();
    await expect(page.getByRole("combobox", { name: t("links.tools.sort") })).toBeVisible();
  });
  await behaviour("how many banks match is said, once one stops typing", async () => {
    await search.pressSequentially("gringotts mex");
    const count = await page.waitForFunction(() => {
      const now = /^\d+/.exec(document.querySelector('[role="status"]')?.textContent ?? "");
      return now ? Number(now[0]) : null;
    });
    const found = (await count.jsonValue()) ?? 0;
    expect((await heard()).at(-1)).toBe(
      t("links.tools.found", { count: found, type: "institution" }),
    );
    await expect(search).toBeFocused();
  });
  await behaviour("with the search over, focus is where one searches", async () => {
    await page
      .getByRole("button", { name: t("links.tools.clear", { type: "institution" }) })
      .press("Enter");
    await expect(search).toBeFocused();
    await expect(search).toHaveValue("");
  });
  await behaviour("a choice of status keeps focus on the choice", async () => {
    await state.focus();
    await state.selectOption("code_needed");
    await expect(page).toHaveURL(/state=code_needed/);
    await expect(state).toBeFocused();
  });
  await behaviour("how much of a list is shown stands before the button for more", async () => {
    await state.selectOption("");
    const more = page.getByRole("button", { name: t("links.more", { type: "institution" }) });
    await expect(page.getByText(t("links.tools.shown", { shown: 50, total: 250 }))).toBeVisible();
    await more.press("Enter");
    await expect(page.getByRole("article")).toHaveCount(100);
    await expect(more).toBeFocused();
  });
});

test("a person leaves wrong addresses, and the app, by keyboard and screen reader", async ({
  page,
  product,
}) => {
  await behaviour("an address that was cut short is explained under a title", async () => {
    await page.goto(`${product.url}/enter#no-code-at-all`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t("enter.entry_unknown.title"),
    );
    await expect(page.getByRole("textbox")).toHaveCount(0);
  });
  await behaviour("a page that is not there offers the way home", async () => {
    await enterByKeyboard(page, product, "Ana Torres");
    await page.goto(`${product.url}/nowhere`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("page.notFoundTitle"));
    await page.getByRole("link", { name: t("page.backHome") }).press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
  });
  await behaviour("a bank's story is a list, with times that a machine reads", async () => {
    await card(page, /^Erebor/)
      .getByRole("link")
      .press("Enter");
    const story = page.getByRole("main").getByRole("listitem").locator("time");
    await expect(page.getByRole("heading", { level: 1, name: /^Erebor/ })).toBeVisible();
    await expect(story.first()).toBeVisible();
    const times = await story.evaluateAll((all) =>
      all.map((time) => time.getAttribute("datetime") ?? ""),
    );
    for (const time of times) expect(Number.isNaN(Date.parse(time))).toBe(false);
  });
  await behaviour("signing out begins the first page at its beginning", async () => {
    await page.getByRole("button", { name: t("page.leave") }).press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("start.title"));
    await expect(page.getByRole("main")).toBeFocused();
  });
});
