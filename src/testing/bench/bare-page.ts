import type { Page } from "@playwright/test";

/** When a bare page fetches Belvo's script: its place among the steps, which wait for each other. */
export type Order =
  /** Nothing is fetched before it can be used. */
  | "token_first"
  /** Belvo's sample for React, drawn at the press: it asks for a token once the script is there. */
  | "script_first"
  /** Belvo's static tag: the script comes with the page, the token at the press. */
  | "script_with_page";

interface BarePage {
  /** The product's origin, which alone may ask for a token. */
  url: string;
  order: Order;
  /** Where our server gives out the token. */
  repairs: string;
  widgetUrl: string;
}

const ON_PRESS = {
  token_first: "const token = await askToken(); await loadScript(); build(token);",
  script_first: "await loadScript(); build(await askToken());",
  script_with_page: "build(await askToken());",
} as const;

/**
 * Makes of `page` one as in Belvo's samples, with nothing to slow it down: no framework and no list.
 * As in the samples, the widget is built once the script has loaded; its stub waits for the module.
 *
 * Source: Belvo, "Widget for Web SDK (Multi-Region)".
 */
export async function showBarePage(page: Page, { url, ...sample }: BarePage): Promise<void> {
  // Any page of the product's that has no script of its own.
  await page.goto(`${url}/livez`);
  await page.setContent(
    '<!doctype html><html lang="es"><button>Actualizar</button><div id="belvo"></div></html>',
  );
  await page.evaluate(scriptOf(sample));
}

/** As text, since what TypeScript's runner makes of a function does not run in a page. */
function scriptOf({ order, repairs, widgetUrl }: Omit<BarePage, "url">): string {
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

    ${order === "script_with_page" ? "loadScript();" : ""}
    document.querySelector("button").onclick = async () => { ${ON_PRESS[order]} };
  }`;
}
