import { chromium, type Browser } from "@playwright/test";
import { chromiumArguments, findChromium } from "../browser/chromium.ts";
import { startBuiltProduct } from "../browser/product.ts";
import { describePress, ratio } from "./describe-press.ts";
import type { PartResult } from "./part-result.ts";
import { signIn, type Visitor } from "./sign-in.ts";
import { takeOpening, type Opening } from "./take-opening.ts";
import { oneByOne, relink, staticTag, type Way } from "./ways.ts";

/**
 * How long people wait for Belvo's widget with Relink, and on bare pages that take one step after the
 * other.
 */
const LEAST_RATIO = 1.2;
const BELVO_DELAY_MS = 350;
/** People take turns: our server opens no more than 20 repairs a person in ten minutes. */
const PEOPLE = ["demo-ana", "demo-bruno", "demo-diego", "demo-elena"] as const;
const OPENINGS = 15;
const MOST_OPENINGS = 20;
/** No round is begun after this. */
const TIME_MS = 145_000;

/** @param count Openings a way. */
export async function measure(count: number | null): Promise<PartResult> {
  const wanted = count ?? OPENINGS;
  if (wanted > MOST_OPENINGS) throw new Error(`at most ${MOST_OPENINGS} openings a way`);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    // In one process, as on phones: what slows the page down slows the widget's frame down too.
    args: [...chromiumArguments, "--disable-site-isolation-trials"],
  });
  try {
    const product = await startBuiltProduct();
    try {
      const visitors = await Promise.all(PEOPLE.map((person) => signIn(product.url, person)));
      await delayBelvo(product.sandboxUrl);
      const [ours, ...others] = await takeOpenings(browser, visitors, wanted);
      const results = { ours, others, belvoDelayMs: BELVO_DELAY_MS };
      const { text, figures } = describePress(results);
      const times = ratio(others[0], ours);
      const failure =
        times < LEAST_RATIO
          ? `The steps one by one take ${times.toFixed(2)} times as long; at least ${LEAST_RATIO} is wanted.`
          : null;
      return { text, figures, failure };
    } finally {
      await product.stop();
    }
  } finally {
    await browser.close();
  }
}

async function delayBelvo(sandboxUrl: string): Promise<void> {
  const { ok } = await fetch(`${sandboxUrl}/_sandbox/faults`, {
    method: "PUT",
    body: JSON.stringify({ delayMs: BELVO_DELAY_MS }),
  });
  if (!ok) throw new Error("the sandbox could not be made slower");
}

/** Takes all ways in every round, each time in another order. The first round is for warming up. */
async function takeOpenings(from: Browser, visitors: readonly Visitor[], wanted: number) {
  const results = [resultOf(relink), resultOf(oneByOne), resultOf(staticTag)] as const;
  const end = Date.now() + TIME_MS;

  for (let round = 0; round <= wanted && Date.now() < end; round += 1) {
    const visitor = visitors[round % visitors.length];
    if (!visitor) throw new Error("there is nobody to open a repair");
    const first = round % results.length;
    for (const result of [...results.slice(first), ...results.slice(0, first)]) {
      const opening = await takeOpening(from, result.way, visitor);
      if (round > 0) result.openings.push(opening);
    }
  }
  return results;
}

function resultOf(way: Way): { way: Way; openings: Opening[] } {
  return { way, openings: [] };
}
