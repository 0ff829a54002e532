import type { Page } from "@playwright/test";
import { FIRST_DATA_ID } from "#contract/first-data.ts";

const ELEMENT = new RegExp(`<script type="application/json" id="${FIRST_DATA_ID}">[^<]*</script>`);

/** Takes from the page's HTML what the server wrote into it, as where its store could not be read. */
export async function withoutFirstData(page: Page, url: string): Promise<void> {
  await page.route(`${url}/**`, async (route) => {
    const request = route.request();
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (!isPage) return route.fallback();
    const response = await route.fetch();
    const html = await response.text();
    return route.fulfill({ response, body: html.replace(ELEMENT, "") });
  });
}
