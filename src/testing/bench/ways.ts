import type { BrowserContextOptions, Locator, Page } from "@playwright/test";
import { showBarePage, type Order } from "./bare-page.ts";
import { pressByKeyboard, pressByMouse, pressByTouch } from "./press-as-people.ts";
import type { Visitor } from "./sign-in.ts";

/** How long the person looks at the page before they go to Update. */
export const LOOKS_MS = 1000;

/** A way for a person to get from a page to Belvo's widget. */
export interface Way {
  /** As in the figures. */
  key: "mouse" | "keyboard" | "touch" | "arrival" | "documented" | "tokenFirst" | "floor";
  name: string;
  context?: BrowserContextOptions;
  /** Brings a page to the moment before the person goes to the button, and gives that button. */
  prepare: (page: Page, visitor: Visitor) => Promise<Locator>;
  press: (page: Page, button: Locator) => Promise<void>;
}

/** The product as built. */
export const relink: readonly Way[] = [
  { key: "mouse", name: "Relink by mouse", prepare: showList, press: pressByMouse },
  { key: "keyboard", name: "Relink by keyboard", prepare: showList, press: pressByKeyboard },
  {
    key: "touch",
    name: "Relink by touch",
    context: { hasTouch: true },
    prepare: showList,
    press: pressByTouch,
  },
  {
    key: "arrival",
    name: "Relink, on the page of one repair",
    prepare: (page, { url, repairPage }) => showUpdate(page, `${url}${repairPage}`),
    press: pressByMouse,
  },
];

/** What Belvo's guide shows first: the script's tag is in the page, the token is asked at the press. */
export const documented: Way = {
  key: "documented",
  name: "bare page: script before, token, then widget",
  prepare: bare("script_with_page"),
  press: pressByMouse,
};

/** Nothing is fetched before it can be used. */
export const tokenFirst: Way = {
  key: "tokenFirst",
  name: "bare page: token, then script, then widget",
  prepare: bare("token_first"),
  press: pressByMouse,
};

/** What no page can be quicker than: nothing but the widget itself is left to do at the press. */
export const floor: Way = {
  key: "floor",
  name: "bare page: script and token before, then widget",
  prepare: bare("all_with_page"),
  press: pressByMouse,
};

function showList(page: Page, { url }: Visitor): Promise<Locator> {
  return showUpdate(page, url);
}

async function showUpdate(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  const update = page.locator("[id^='update-']").first();
  await update.waitFor();
  await page.waitForTimeout(LOOKS_MS);
  return update;
}

function bare(order: Order): Way["prepare"] {
  return async (page, visitor) => {
    await showBarePage(page, visitor, order);
    await page.waitForTimeout(LOOKS_MS);
    return page.getByRole("button");
  };
}
