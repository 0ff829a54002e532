import { card, expect, test, widget } from "../fixtures.ts";
import { behaviour, enterByKeyboard, focusedTag, leaveByKeyboard, listen } from "./listener.ts";
import { speeches } from "./voices.ts";

const BANK = "Erebor Bank Mexico";

for (const speech of speeches) {
  const { dialect, say, widget: words } = speech;
  test.describe(dialect, () => {
    test.use({ locale: dialect });

    test("every other end of a repair is heard, and gives focus back", async ({
      page,
      product,
      belvo,
      context,
    }) => {
      const { heard } = await listen(page);
      const update = page.getByRole("button", { name: say("repair.updateBank", { bank: BANK }) });
      const password = widget(page).getByLabel(words.credentials.label, { exact: true });
      const send = async (text: string) => {
        await password.fill(text);
        await password.press("Enter");
      };
      const script = "**/belvo-widget-1-stable.js";

      await page.route(script, (route) => route.abort("blockedbyclient"));
      const stream = page.waitForResponse("**/api/live");
      await enterByKeyboard(page, product, "Ana Torres");
      await stream;
      await behaviour("a blocked screen is said, and the button keeps focus", async () => {
        await update.press("Enter");
        await expect.poll(heard).toContain(say("repair.failed.widget_blocked"));
        await expect(update).toBeFocused();
      });
      await page.unroute(script);

      await behaviour(
        "being offline is said where one is, and the button keeps focus",
        async () => {
          await context.setOffline(true);
          await update.press("Enter");
          await expect.poll(heard).toContain(say("repair.failed.no_network"));
          await expect(update).toBeFocused();
          await context.setOffline(false);
        },
      );

      await behaviour("what the bank refuses is an alert in its screen", async () => {
        await update.press("Enter");
        await send("pass_invalid");
        await expect(widget(page).getByRole("alert")).toHaveText(words.credentials.refused);
        await expect(password).toBeFocused();
        await expect(password).toHaveAccessibleDescription(words.credentials.refused);
      });
      await behaviour("that the bank refused is said, and focus is on the button", async () => {
        await leaveByKeyboard(page, speech);
        await expect.poll(heard).toContain(say("repair.stillBroken.login_error", { bank: BANK }));
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
          page.getByRole("article").filter({ hasText: say("state.password_needed") }),
        ).toHaveCount(2, { timeout: 10_000 });
        await expect(password).toBeFocused();
        expect(await focusedTag(page)).toBe("IFRAME");
      });
      await behaviour("focus follows the bank, also when others have moved", async () => {
        await send("pass_valid");
        await expect(card(page, BANK)).toContainText(say("state.connected"));
        await expect(card(page, BANK).getByRole("link", { name: BANK })).toBeFocused();
      });

      await behaviour("Belvo's silence is said, with the button where it was", async () => {
        await product.killSandbox();
        const second = page.getByRole("button", {
          name: new RegExp(say("repair.updateBank", { bank: "" }).trim()),
        });
        await second.press("Enter");
        await expect
          .poll(heard, { timeout: 30_000 })
          .toContain(say("repair.failed.belvo_unreachable"));
        await expect(second).toBeFocused();
      });
    });

    test("a burst of news is said in one sentence, and takes no focus", async ({
      page,
      product,
      belvo,
    }) => {
      const { heard } = await listen(page);
      const stream = page.waitForResponse("**/api/live");
      await enterByKeyboard(page, product, "Hugo Paz");
      await stream;
      // Brazilian banks are repaired elsewhere, and are said to be.
      const valid = (await belvo.links("demo-hugo")).filter(
        ({ status, institution }) => status === "valid" && !institution.includes("_br_"),
      );
      const search = page.getByRole("searchbox");
      await search.focus();

      await behaviour("twenty changes are heard as two sentences at most", async () => {
        await Promise.all(valid.slice(0, 20).map(({ id }) => belvo.breakLink(id)));
        const news = async () => {
          const said = await heard();
          return said.flatMap((each) => {
            if (each.includes(say("state.password_needed"))) return [1];
            const [count] = /\d+/.exec(each) ?? [];
            return count === undefined ? [] : [Number(count)];
          });
        };
        await expect(page).toHaveTitle(/\(35\)/, { timeout: 15_000 });
        // Every one of them is counted, and none twice.
        await expect
          .poll(async () => (await news()).reduce((sum, count) => sum + count, 0), {
            timeout: 15_000,
          })
          .toBe(20);
        expect((await news()).length).toBeLessThanOrEqual(2);
      });
      await behaviour("focus stays where the person types", async () => {
        await expect(search).toBeFocused();
      });
    });
  });
}
