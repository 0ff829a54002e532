import type { WidgetEnd } from "#contract/repair.ts";
import type { RepairEvent } from "./repair-state.ts";
import type { RepairTools } from "./repair-tools.ts";
import { learnOutcome, runWhole, tellLeft, toEvent } from "./repair-end.ts";

type Dispatch = (event: RepairEvent) => void;

/**
 * Runs a repair up to the step to Belvo's own page. What comes of it, another page of ours hears: the one
 * that Belvo leads back to, or this one by a reading of the link.
 */
export function runHosted(linkId: string, tools: RepairTools, dispatch: Dispatch): Promise<void> {
  return runWhole(linkId, tools, dispatch, async (tell) => {
    tell({ type: "start", linkId });
    await goHosted(linkId, tools, tell);
  });
}

export async function goHosted(linkId: string, tools: RepairTools, tell: Dispatch): Promise<void> {
  const hosted = await tools.openHosted(linkId);
  tools.signal.throwIfAborted();
  if (!hosted.comesBack) {
    tell({ type: "hosted_ready", hosted });
    return;
  }
  tell({ type: "went_away" });
  tools.goTo(hosted.hostedUrl);
}

/** A browser that is back from Belvo's own page. */
export interface Return {
  linkId: string;
  repairId: string;
  /** What Belvo's address said on the way, as a hint. */
  end: WidgetEnd;
}

/** Goes on with a repair after the person is back, and takes its result from the server alone. */
export function resumeRepair(
  { linkId, repairId, end }: Return,
  tools: RepairTools,
  dispatch: Dispatch,
): Promise<void> {
  return runWhole(linkId, tools, dispatch, async (tell) => {
    tell({ type: "came_back", linkId });
    const outcome = await learnOutcome(tools, { linkId, repairId, end, wasOpen: true });
    if (outcome?.result === "left") return tellLeft(tools, tell, { repairId, end });
    tell(outcome ? toEvent(outcome, end, undefined) : { type: "fail", reason: "not_confirmed" });
  });
}
