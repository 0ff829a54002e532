import type { Browser } from "@playwright/test";
import { startBuiltProduct } from "../browser/product.ts";
import { describePress } from "./describe-press.ts";
import { launchPhone } from "./launch-phone.ts";
import type { PartResult } from "./part-result.ts";
import { BELVO_DELAY_MS, delayBelvo } from "./delay-belvo.ts";
import { signIn, type Visitor } from "./sign-in.ts";
import { takeOpening, type Opening } from "./take-opening.ts";
import { documented, floor, relink, tokenFirst, type Way } from "./ways.ts";

/**
 * How long people wait for Belvo's widget with Relink, however they press, and on bare pages: in the
 * order that Belvo documents, in the slowest one, and with all that can be in hand before.
 */
const WAYS = [...relink, documented, tokenFirst, floor];
/** People take turns: our server opens no more than 20 repairs a person in ten minutes. */
const PEOPLE = ["demo-ana", "demo-bruno", "demo-diego", "demo-elena"] as const;
const OPENINGS = 10;
const MOST_OPENINGS = 20;
/** No round is begun after this. */
const TIME_MS = 420_000;

/** @param count Openings a way. */
export async function measure(count: number | null): Promise<PartResult> {
  const wanted = count ?? OPENINGS;
  if (wanted > MOST_OPENINGS) throw new Error(`at most ${MOST_OPENINGS} openings a way`);
  const browser = await launchPhone();
  try {
    const product = await startBuiltProduct();
    try {
      const visitors = await Promise.all(PEOPLE.map((person) => signIn(product.url, person)));
      await delayBelvo(product.sandboxUrl);
      return describePress(await takeOpenings(browser, visitors, wanted), BELVO_DELAY_MS);
    } finally {
      await product.stop();
    }
  } finally {
    await browser.close();
  }
}

/** Takes all ways in every round, each time in another order. The first round is for warming up. */
async function takeOpenings(from: Browser, visitors: readonly Visitor[], wanted: number) {
  const results = WAYS.map((way): { way: Way; openings: Opening[] } => ({ way, openings: [] }));
  const end = Date.now() + TIME_MS;

  for (let round = 0; round <= wanted && Date.now() < end; round += 1) {
    const first = round % results.length;
    const turns = [...results.slice(first), ...results.slice(0, first)];
    for (const [turn, { way, openings }] of turns.entries()) {
      const visitor = visitors[(round + turn) % visitors.length];
      if (!visitor) throw new Error("there is nobody to open a repair");
      const opening = await takeOpening(from, way, visitor);
      if (round > 0) openings.push(opening);
    }
  }
  return results;
}
