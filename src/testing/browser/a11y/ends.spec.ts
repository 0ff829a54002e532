import { card, expect, test, widget } from "../fixtures.ts";
import { behaviour, enterByKeyboard, focusedTag, leaveByKeyboard, listen } from "./listener.ts";
import { languageOf } from "./languages.ts";

const BANK = "Erebor Bank Mexico";
const about = { bank: BANK, type: "bank", login: "password" } as const;

/** Keyboard, focus and live regions do not depend on the language. */
const language = languageOf("es-MX");
const { t, widget: words } = language;

test("a screen reader hears every way in which a repair ends without success, and focus returns to the button", async ({
  page,
  product,
  belvo,
  context,
}) => {
  const { heard } = await listen(page);
  const update = page.getByRole("button", { name: t("repair.updateBank", { bank: BANK }) });
  const password = widget(page).getByLabel(words.credentials.label, { exact: true });
  const send = async (text: string) => {
    await password.fill(text);
    await password.press("Enter");
  };
  const script = "**/belvo-widget-1-stable.js";

  await page.route(script, (route) => route.abort("blockedbyclient"));
  const stream = page.waitForResponse("**/api/live*");
  await enterByKeyboard(page, product, "Ana Torres");
  await stream;
  await behaviour("a blocked screen is said, and the button keeps focus", async () => {
    await update.press("Enter");
    await expect.poll(heard).toContain(t("repair.failed.widget_blocked", about));
    await expect(update).toBeFocused();
  });
  await page.unroute(script);

  await behaviour("being offline is said where one is, and the button keeps focus", async () => {
    await context.setOffline(true);
    await update.press("Enter");
    await expect.poll(heard).toContain(t("repair.failed.no_network"));
    await expect(update).toBeFocused();
    await context.setOffline(false);
  });

  await behaviour("what the bank refuses is an alert in its screen", async () => {
    await update.press("Enter");
    await send("pass_invalid");
    await expect(widget(page).getByRole("alert")).toHaveText(words.credentials.refused);
    await expect(password).toBeFocused();
    await expect(password).toHaveAccessibleDescription(words.credentials.refused);
  });
  await behaviour("that the bank refused is said, and focus is on the button", async () => {
    await leaveByKeyboard(page);
    await expect.poll(heard).toContain(t("repair.stillBroken.login_error", about));
    await expect(update).toBeFocused();
  });

  await behaviour("a token that runs out leaves focus in the bank's screen", async () => {
    await update.press("Enter");
    await expect(password).toBeFocused();
    await belvo.advance(601_000);
    await send("pass_valid");
    await expect(password).toHaveValue("");
    await expect(password).toBeFocused();
  });

  const [other] = (await belvo.links("demo-ana")).filter(({ status }) => status === "valid");
  await behaviour("news of another bank do not disturb the bank's screen", async () => {
    await belvo.breakLink(other?.id ?? "");
    await expect(
      page.getByRole("article").filter({ hasText: t("state.password_needed", about) }),
    ).toHaveCount(2);
    await expect(password).toBeFocused();
    expect(await focusedTag(page)).toBe("IFRAME");
  });
  await behaviour("focus follows the bank, also when others have moved", async () => {
    await send("pass_valid");
    await expect(card(page, BANK)).toContainText(t("state.connected"));
    await expect(card(page, BANK).getByRole("link", { name: BANK })).toBeFocused();
  });

  await behaviour("Belvo's silence is said, with the button where it was", async () => {
    await product.killSandbox();
    const second = page.getByRole("button", {
      name: new RegExp(t("repair.updateBank", { bank: "" }).trim()),
    });
    await second.press("Enter");
    await expect.poll(heard).toContain(t("repair.failed.belvo_unreachable", about));
    await expect(second).toBeFocused();
  });
});
