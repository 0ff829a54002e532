import type { RepairAllStep, StepWhy } from "#contract/repair-all.ts";
import type { AboutBank } from "../i18n/about-bank.ts";
import type { LaterTranslate } from "../i18n/catalogue.ts";

const TRIES = ["still_broken", "left", "expired", "failed", "unknown"] as const;

/** How the last try ended; `undefined` where nothing was tried, or where it worked. */
export function lastTryOf({ lastTry }: RepairAllStep): StepWhy | undefined {
  return TRIES.find((each) => each === lastTry?.result);
}

/** Why it is not repaired: of one that was skipped, how the try before that ended. */
export function whyOf(step: RepairAllStep): StepWhy {
  const { why } = step;
  return why === null || why === "skipped" ? (lastTryOf(step) ?? "skipped") : why;
}

export function formatWhy(reason: StepWhy, about: AboutBank, t: LaterTranslate["pages"]): string {
  switch (reason) {
    case "still_broken":
    case "left":
    case "expired":
    case "failed":
    case "bank_trouble":
      return t(`repairAll.why.${reason}`, about);
    case "elsewhere":
    case "unknown":
    case "unsure":
    case "gone":
    case "skipped":
      return t(`repairAll.why.${reason}`);
  }
}
