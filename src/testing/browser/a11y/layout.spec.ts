import type { Page } from "@playwright/test";
import { card, expect, expectAccessible, test } from "../fixtures.ts";
import { layoutFaults } from "../layout-faults.ts";
import { behaviour, enterByKeyboard } from "./listener.ts";
import { languageOf } from "./languages.ts";

const SPACED =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";

/** Names of what can be pressed and is smaller than it should be; a link in a text may be. */
const smaller = (page: Page, than: number) =>
  page.evaluate((least) => {
    const all = document.querySelectorAll<HTMLElement>("button, a, input, select, summary");
    return [...all]
      .filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        const isSeen = width > 1 && getComputedStyle(each).visibility === "visible";
        const isInText = each.matches("h1 a, h2 a, p a") || each.textContent === "";
        return isSeen && !isInText && (width < least || height < least);
      })
      .map((each) => `${each.tagName} ${each.textContent}`);
  }, than);

test("controls, states and focus can be seen and hit at any size, spacing, theme and motion", async ({
  page,
  product,
  locale,
}) => {
  const { t } = languageOf(locale);
  await enterByKeyboard(page, product, "Elena Vega");
  const broken = page.getByRole("article").first();
  await expect(broken).toBeVisible();

  await behaviour("nothing to press is smaller than 24 pixels", async () => {
    expect(await smaller(page, 24)).toEqual([]);
  });
  await behaviour("each status is a word and a shape of its own, not only a colour", async () => {
    const badges = await page.locator("article span:has(> svg path)").evaluateAll((all) =>
      all.map((badge) => ({
        word: badge.textContent,
        shape: badge.querySelector("path")?.getAttribute("d") ?? "",
      })),
    );
    const words = new Set(badges.map(({ word }) => word));
    const shapes = new Set(badges.map(({ shape }) => shape));
    const pairs = new Set(badges.map(({ word, shape }) => `${word} ${shape}`));
    expect(words.size).toBeGreaterThan(2);
    expect(words).not.toContain("");
    expect([shapes.size, pairs.size]).toEqual([words.size, words.size]);
  });
  await behaviour("shapes are left out of what is read aloud", async () => {
    await expect(page.locator('svg:not([aria-hidden="true"])')).toHaveCount(0);
  });
  await behaviour("focus is seen: a ring of two pixels and more", async () => {
    const ring = await broken
      .getByRole("button")
      .first()
      .evaluate((button) => {
        button.focus();
        const { outlineStyle, outlineWidth } = getComputedStyle(button);
        return { outlineStyle, width: parseFloat(outlineWidth) };
      });
    expect(ring.outlineStyle).not.toBe("none");
    expect(ring.width).toBeGreaterThanOrEqual(2);
  });
  await behaviour("wider spacing of letters, words and lines loses nothing", async () => {
    // A sheet of the test's own, which the page's policy has no say in.
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, SPACED);
    await expect.poll(() => layoutFaults(page)).toEqual([]);
    await page.reload();
  });
  await behaviour("with less motion wanted, nothing moves", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect(broken).toBeVisible();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
        .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : "")),
    );
    expect(moving).toEqual([]);
    await page.emulateMedia({ reducedMotion: null });
  });
  await behaviour("with forced colours, status, focus and buttons are still seen", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await expectAccessible(page);
    const button = broken.getByRole("button").first();
    const edge = await button.evaluate((each) => {
      each.focus();
      const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(each);
      return { border: borderTopStyle, width: parseFloat(borderTopWidth), outlineStyle };
    });
    expect(edge.border).not.toBe("none");
    expect(edge.width).toBeGreaterThan(0);
    expect(edge.outlineStyle).not.toBe("none");
    await expect(broken).toContainText(t("state.password_needed", { login: "password" }));
    await page.emulateMedia({ forcedColors: null });
  });
  await behaviour("dark or light, axe finds nothing", async () => {
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      // Afresh: rows out of sight take their new colours only when they come near.
      await page.reload();
      await expect(broken).toBeVisible();
      await expectAccessible(page);
    }
  });
  await behaviour("at 320 pixels nothing sticks out or is cut off", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await expect.poll(() => layoutFaults(page)).toEqual([]);
  });
  await behaviour("at 400 % nothing hides what has focus", async () => {
    // A window of 1,280 by 1,024 pixels, four times as large.
    await page.setViewportSize({ width: 320, height: 256 });
    await page.evaluate(() => window.scrollTo(0, 0));
    for (let stops = 0; stops < 12; stops += 1) {
      await page.keyboard.press("Tab");
      const isSeen = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return true;
        const { left, right, top, bottom } = focused.getBoundingClientRect();
        const x = (left + right) / 2;
        const y = (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2;
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (focused.contains(hit) || hit.contains(focused));
      });
      expect(isSeen).toBe(true);
    }
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a person on a phone can touch every control, zoom and turn the page", async ({
    page,
    product,
  }) => {
    await enterByKeyboard(page, product, "Ana Torres");
    await behaviour("nothing to press is smaller than 44 pixels on touch", async () => {
      await expect(card(page, /^Erebor/)).toBeVisible();
      expect(await smaller(page, 44)).toEqual([]);
    });
    await behaviour("the page can be zoomed", async () => {
      const viewport = await page.locator('meta[name="viewport"]').getAttribute("content");
      expect(viewport).not.toMatch(/user-scalable=no|maximum-scale/);
    });
    await behaviour("the page turns with the phone", async () => {
      await page.setViewportSize({ width: 844, height: 390 });
      await expect.poll(() => layoutFaults(page)).toEqual([]);
      await expect(card(page, /^Erebor/)).toBeVisible();
    });
  });
});
