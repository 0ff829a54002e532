import type { Page } from "@playwright/test";
import type { Visitor } from "./sign-in.ts";

/** When a bare page fetches Belvo's script: its place among the steps, which wait for each other. */
export type Order = "token_first" | "script_with_page" | "all_with_page";

const ON_PRESS = {
  token_first: "token = await askToken(); await loadScript(); build(token);",
  script_with_page: "build(await askToken());",
  all_with_page: "build(token);",
} as const;

/**
 * Makes of `page` one as in Belvo's samples, with nothing to slow it down: no framework and no list.
 * As in the samples, the widget is built once the script has loaded; its stub waits for the module.
 *
 * Source: Belvo, "Widget for Web SDK (Multi-Region)".
 */
export async function showBarePage(page: Page, visitor: Visitor, order: Order): Promise<void> {
  // An address of the product's, which alone may ask for a token, and which has no script of its own.
  await page.goto(`${visitor.url}/livez`);
  await page.setContent(
    '<!doctype html><html lang="es"><button>Actualizar</button><div id="belvo"></div></html>',
  );
  await page.evaluate(scriptOf(visitor, order));
}

/** As text, since what TypeScript's runner makes of a named function does not run in a page. */
function scriptOf({ repairs, widgetUrl }: Visitor, order: Order): string {
  return `{
    const loadScript = () =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        Object.assign(script, { src: ${JSON.stringify(widgetUrl)}, async: true });
        Object.assign(script, { onload: resolve, onerror: reject });
        document.body.append(script);
      });
    const askToken = async () => {
      const answer = await fetch(${JSON.stringify(repairs)}, { method: "POST" });
      return (await answer.json()).accessToken;
    };
    const build = (token) =>
      belvoSDK.createWidget(token, { locale: "es", show_close_dialog: true }).build();

    ${order === "token_first" ? "" : "loadScript();"}
    let token;
    ${order === "all_with_page" ? "void askToken().then((given) => { token = given; });" : ""}
    document.querySelector("button").onclick = async () => { ${ON_PRESS[order]} };
  }`;
}
