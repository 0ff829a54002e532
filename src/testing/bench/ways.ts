import type { Locator, Page } from "@playwright/test";
import { showBarePage } from "./bare-page.ts";
import type { Visitor } from "./sign-in.ts";

/** How long the person looks at the page before they press Update. */
export const LOOKS_MS = 1000;

/** A way for a page to open Belvo's widget. */
export interface Way {
  name: string;
  /** Brings a page to the moment before the press, and gives the button. */
  prepare: (page: Page, visitor: Visitor) => Promise<Locator>;
}

/** The product as built: script at idle, token and reading at the press. */
export const relink: Way = {
  name: "Relink",
  async prepare(page, { url, bank }) {
    await page.goto(url);
    const update = page.getByRole("button", { name: `Actualizar ${bank}` }).first();
    await update.waitFor();
    await page.waitForTimeout(LOOKS_MS);
    return update;
  },
};

/** Nothing is fetched before it can be used. */
export const oneByOne: Way = {
  name: "bare page: token, then script, then widget",
  async prepare(page, visitor) {
    await showBarePage(page, visitor, "token_first");
    return page.getByRole("button");
  },
};

/** What Belvo's guide shows first: the script's tag is in the page, the token is asked at the press. */
export const staticTag: Way = {
  name: "bare page: script before, token, then widget",
  async prepare(page, visitor) {
    await showBarePage(page, visitor, "script_with_page");
    await page.waitForTimeout(LOOKS_MS);
    return page.getByRole("button");
  },
};
