import { chromium } from "@playwright/test";
import { chromiumArguments, provideChromium } from "../browser/chromium.ts";
import { startProduct } from "../browser/product.ts";
import { takeOpening } from "./take-opening.ts";
import * as ways from "./ways.ts";
const browser = await chromium.launch({ executablePath: provideChromium()!, args: chromiumArguments });
const product = await startProduct();
try {
  await fetch(product.sandboxUrl + "/_sandbox/faults", { method: "PUT", body: JSON.stringify({ delayMs: 350 }) });
  for (let i = 0; i < 4; i++) for (const w of [ways.relink, ways.oneByOne, ways.reactSample, ways.staticTag]) {
    const t = Date.now();
    try { console.log(w.name, JSON.stringify(await takeOpening(browser, product, w)), Date.now() - t); } catch (e) { console.log(w.name, String(e)); }
  }
} finally { await product.stop(); await browser.close(); }
