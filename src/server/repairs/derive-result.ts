import type { WidgetEnd } from "#contract/repair.ts";
import type { RepairResult } from "#contract/repair-result.ts";
import type { FinalResult } from "../sync/end-repair.ts";

/** How long Belvo is given to say `valid` after its widget said success. */
export const CONFIRMING_MS = 60_000;

interface Case {
  /** True when Belvo says `valid`, in a reading of now. */
  isValid: boolean;
  /** What the repair has ended with before; `null` while it is open. */
  kept: FinalResult | null;
  /** Milliseconds since the widget's success was first reported, 0 for just now; `null` for never. */
  sinceSuccessMs: number | null;
  end: WidgetEnd;
}

/**
 * Says how a repair stands. Belvo's word decides; what the widget reported only says why it is not
 * repaired. A success that was once reported is waited for, whatever is reported after it.
 */
export function deriveResult({ isValid, kept, sinceSuccessMs, end }: Case): RepairResult {
  if (isValid) return "repaired";
  if (kept !== null) return kept;
  if (sinceSuccessMs !== null)
    return sinceSuccessMs < CONFIRMING_MS ? "confirming" : "still_broken";

  switch (end.end) {
    case "succeeded":
      return "confirming";
    case "exited":
      return end.lastErrorCode === undefined ? "left" : "still_broken";
    case "expired":
    case "failed":
      return end.end;
  }
}
