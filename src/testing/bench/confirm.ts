import type { Browser } from "@playwright/test";
import { startBuiltProduct } from "../browser/product.ts";
import { BELVO_DELAY_MS, delayBelvo } from "./delay-belvo.ts";
import { launchPhone } from "./launch-phone.ts";
import type { PartResult } from "./part-result.ts";
import { quantile } from "./quantile.ts";
import { signIn } from "./sign-in.ts";
import { CONDITIONS, slowDown } from "./take-opening.ts";

/**
 * How long a person who has sent their password waits for "connected": until Belvo's widget says that the
 * bank took it, and from then on until the page says so, for which our server has read it at Belvo.
 */
const REPAIRS = 6;
const MOST_REPAIRS = 20;
/** What the page may add for each answer of Belvo's that it waits for: one. */
const MOST_OF_AN_ANSWER = 1000 / BELVO_DELAY_MS;
const TIMEOUT_MS = 30_000;

/** Milliseconds. */
interface Repair {
  bank: number;
  page: number;
}

declare global {
  interface Window {
    /** Tells what a document has seen, and when by the machine's clock. */
    benchTell?: (what: "sent" | "said" | "connected", at: number) => void;
  }
}

/** @param count Repairs, each of somebody who has seen nothing yet. */
export async function measure(count: number | null): Promise<PartResult> {
  const wanted = count ?? REPAIRS;
  if (wanted > MOST_REPAIRS) throw new Error(`at most ${MOST_REPAIRS} repairs`);
  const browser = await launchPhone();
  try {
    const repairs: Repair[] = [];
    for (let round = 0; round <= wanted; round += 1) {
      const repair = await takeRepair(browser);
      // The first is for warming up.
      if (round > 0) repairs.push(repair);
    }
    return describe(repairs);
  } finally {
    await browser.close();
  }
}

async function takeRepair(browser: Browser): Promise<Repair> {
  const product = await startBuiltProduct();
  try {
    const { storageState } = await signIn(product.url, "demo-ana");
    await delayBelvo(product.sandboxUrl);
    const context = await browser.newContext({ locale: "es-MX", storageState });
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    await slowDown(page);
    const times = new Map<string, number>();
    const isOver = new Promise<void>((resolve) => {
      void page.exposeFunction("benchTell", (what: string, at: number) => {
        if (!times.has(what)) times.set(what, at);
        if (what === "connected") resolve();
      });
    });
    await page.addInitScript(watchRepair);
    await page.goto(product.url);
    await page.locator("[id^='update-']").first().click();
    const widget = page.frameLocator("#widget > iframe[title]").frameLocator("#belvo iframe");
    await widget.locator("input[type=password]").fill("pass_valid");
    await widget.locator("button[type=submit]").click();
    await page.locator("[data-phase='repaired']").waitFor();
    await isOver;
    await context.close();
    return readRepair(times);
  } finally {
    await product.stop();
  }
}

/**
 * Runs in every document, of which the widget's are gone when a repair is over: says when a form is sent, when
 * our frame passes on that Belvo's widget told of success, and when the page shows the end. Holds no named
 * function, since it reaches the page as text.
 */
function watchRepair(): void {
  addEventListener(
    "submit",
    () => window.benchTell?.("sent", performance.timeOrigin + performance.now()),
    { capture: true },
  );
  MessagePort.prototype.postMessage = new Proxy(Reflect.get(MessagePort.prototype, "postMessage"), {
    apply(pass, port, given: unknown[]) {
      const [message] = given;
      if (typeof message === "object" && message && Reflect.get(message, "type") === "success") {
        window.benchTell?.("said", performance.timeOrigin + performance.now());
      }
      Reflect.apply(pass, port, given);
    },
  });
  if (window.parent !== window) return;
  void (async () => {
    for (let isThere = false; ;) {
      await new Promise(requestAnimationFrame);
      if (isThere) {
        window.benchTell?.("connected", performance.timeOrigin + performance.now());
        return;
      }
      isThere = document.querySelector("[data-phase='repaired']") !== null;
    }
  })();
}

function readRepair(times: ReadonlyMap<string, number>): Repair {
  const [sent, said, connected] = ["sent", "said", "connected"].map((what) => times.get(what));
  if (sent === undefined || said === undefined || connected === undefined) {
    throw new Error(`of a repair only this was seen: ${[...times.keys()].join(", ")}`);
  }
  return { bank: said - sent, page: connected - said };
}

function describe(repairs: readonly Repair[]): PartResult {
  const bank = repairs.map((each) => each.bank);
  const page = repairs.map((each) => each.page);
  const ms = (values: readonly number[], share: number) => Math.round(quantile(values, share));
  const ratio = quantile(page, 0.5) / BELVO_DELAY_MS;
  const { downMbit, latencyMs, cpuSlowdown } = CONDITIONS;
  return {
    text: [
      `From the password that is sent to "connected", in ms: ${repairs.length} repairs, each of a new person.`,
      `Modelled: ${downMbit} Mbit/s, ${latencyMs} ms a request, CPU ×${cpuSlowdown} slower, ${BELVO_DELAY_MS} ms for every answer of Belvo's API.`,
      "",
      `Belvo and the bank, until the widget says so    p50 ${ms(bank, 0.5)}, p95 ${ms(bank, 0.95)}`,
      `from then on, until the page says "connected"   p50 ${ms(page, 0.5)}, p95 ${ms(page, 0.95)}: ${ratio.toFixed(2)} × an answer of Belvo's`,
    ].join("\n"),
    figures: {
      bank: { p50: ms(bank, 0.5), p95: ms(bank, 0.95), n: repairs.length },
      page: { p50: ms(page, 0.5), p95: ms(page, 0.95), n: repairs.length },
      ofAnAnswer: Number(ratio.toFixed(3)),
    },
    failure:
      ratio > MOST_OF_AN_ANSWER
        ? `"Connected" comes ${ratio.toFixed(2)} × an answer of Belvo's after the widget's word, over ${MOST_OF_AN_ANSWER.toFixed(2)}.`
        : null,
  };
}
