import type { BrowserContext, Locator, Page } from "@playwright/test";
import { canRepair, LinkPage } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import { Session } from "#contract/session.ts";
import { showBarePage, type Order } from "./bare-page.ts";

/** How long the person looks at the page before they press Update. */
export const LOOKS_MS = 1000;

/** A way for a page to open Belvo's widget. */
export interface Way {
  name: string;
  /** Brings a page to the moment before the press, and gives the button. */
  prepare: (page: Page, url: string) => Promise<Locator>;
}

export const relink: Way = {
  name: "Relink",
  async prepare(page, url) {
    await page.goto(url);
    const update = page.getByRole("button", { name: /^Actualizar Erebor/ });
    await update.waitFor();
    await page.waitForTimeout(LOOKS_MS);
    return update;
  },
};

export const oneByOne = barePageWay("token, then script, then widget", "token_first");
export const reactSample = barePageWay("Belvo's React sample: script, token", "script_first");
export const staticTag = barePageWay("Belvo's static tag: token", "script_with_page");

function barePageWay(name: string, order: Order): Way {
  return {
    name,
    async prepare(page, url) {
      await showBarePage(page, { url, order, ...(await lookUp(page.context(), url)) });
      if (order === "script_with_page") await page.waitForTimeout(LOOKS_MS);
      return page.getByRole("button");
    },
  };
}

async function lookUp(
  { request }: BrowserContext,
  url: string,
): Promise<{ repairs: string; widgetUrl: string }> {
  const session = await request.get(`${url}${routes.session}`);
  const list = await request.get(`${url}${routes.links}`);
  const { widgetUrl } = Session.parse(await session.json());
  const broken = LinkPage.parse(await list.json()).links.find(({ state }) => canRepair(state));
  if (!broken) throw new Error("the demo's person has no link to repair");
  return { repairs: routes.repairs.replace(":linkId", broken.id), widgetUrl };
}
