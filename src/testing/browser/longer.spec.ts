import { languageOf } from "./a11y/languages.ts";
import { expect, test } from "./fixtures.ts";
import { layoutFaults } from "./layout-faults.ts";
import { lengthen } from "./lengthen.ts";
import { walkEverywhere } from "./picture-walk.ts";

const SIZES = [
  { width: 320, height: 640 },
  { width: 1280, height: 860 },
];

test.describe("a language that is 40 % longer than Spanish", () => {
  test.use({ isBuilt: true, reducedMotion: "reduce" });

  test("fits on every page in every state, at 320 pixels and on a desktop", async ({
    page,
    context,
    product,
    locale,
  }) => {
    // Some thirty states, one after the other.
    test.slow();
    await lengthen(context);
    let seen = 0;
    const look = async (what: string) => {
      expect(await page.locator("#root").innerText(), what).toContain(" xxx");
      await page.evaluate(async () => {
        await document.fonts.ready;
      });
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await expect.poll(() => layoutFaults(page), what).toEqual([]);
      }
      seen += 1;
    };
    await walkEverywhere({ page, product, language: languageOf(locale), take: look });
    expect(seen).toBeGreaterThan(25);
  });
});
