import * as v from "valibot";

/**
 * What came of a repair.
 *
 * - `confirming`: the widget reported success and Belvo does not say `valid` yet. Ask again.
 * - `repaired`: Belvo says `valid`.
 * - `still_broken`: something was tried, and Belvo does not say `valid`.
 * - `left`: closed with nothing tried.
 * - `expired`, `failed`: as the browser saw it, and Belvo does not say `valid`.
 * - `unknown`: the person went to Belvo's page, and nobody told us what became of it.
 */
export const RepairResult = v.picklist([
  "confirming",
  "repaired",
  "still_broken",
  "left",
  "expired",
  "failed",
  "unknown",
]);
export type RepairResult = v.InferOutput<typeof RepairResult>;
