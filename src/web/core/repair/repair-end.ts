import type { RepairOutcome, WidgetEnd } from "#contract/repair.ts";
import type { WidgetFailure } from "../widget/widget-failure.ts";
import { refusalOf } from "../http/api.ts";
import { OtherUserError } from "../http/shown-user.ts";
import { confirmRepair, isPassing } from "./confirm-repair.ts";
import type { RepairEvent } from "./repair-state.ts";
import type { RepairTools } from "./repair-tools.ts";

/** Tells how a repair failed that did not come to an end of its own, unless it was called off. */
export async function runWhole(
  linkId: string,
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  work: (tell: (event: RepairEvent) => void) => Promise<void>,
): Promise<void> {
  const { signal } = tools;
  const tell = (event: RepairEvent) => {
    if (!signal.aborted) dispatch(event);
  };
  try {
    await work(tell);
  } catch (error) {
    // What was asked in one person's name is nothing to tell another.
    const isCalledOff = signal.aborted || error instanceof OtherUserError;
    if (!isCalledOff) tell(await endOf(error, linkId, tools));
  } finally {
    if (!signal.aborted) tools.refresh();
  }
}

/** How the bank's screens of a repair were seen to end. */
export interface Ending {
  repairId: string;
  end: WidgetEnd;
}

interface Ended extends Ending {
  linkId: string;
  /** False where the bank's screens did not come: what cannot be asked then does not become clear later. */
  wasOpen: boolean;
}

/**
 * Asks the server until it knows, and puts what it read on the page. A reading that comes first is as good:
 * the person is not kept, and the answer is put on the page when it is there.
 *
 * @returns `null` where nobody could tell.
 */
export function learnOutcome(tools: RepairTools, ended: Ended): Promise<RepairOutcome | null> {
  return new Promise((resolve, reject) => {
    const stop = tools.whenConnected(ended.linkId, (link) => resolve({ result: "repaired", link }));
    askUntilClear(tools, ended).then(resolve, reject).finally(stop);
  });
}

async function askUntilClear(
  tools: RepairTools,
  { repairId, end, wasOpen }: Ended,
): Promise<RepairOutcome | null> {
  const { signal, wait, now } = tools;
  const ask = async () => {
    signal.throwIfAborted();
    return tools.askOutcome(repairId, end);
  };
  const outcome = await (wasOpen ? confirmRepair({ ask, wait, now }) : askOnce(ask));
  signal.throwIfAborted();
  if (outcome) await tools.show(outcome);
  return outcome;
}

/** Without a network the bank's screens cannot come either; else there is more to say of them. */
async function askOnce(ask: () => Promise<RepairOutcome>): Promise<RepairOutcome | null> {
  try {
    return await ask();
  } catch (error) {
    if (isPassing(error) && refusalOf(error) !== "no_network") return null;
    throw error;
  }
}

/** Waits between one reading after an exit and the next: Belvo may need some seconds to say `valid`. */
const LOOK_AFTER_MS = [1_000, 2_000, 3_000] as const;

/**
 * Tells that the person has left, and reads the link some more times: an exit may be all that comes of a
 * success. Meanwhile they may press Update again, which calls this off.
 */
export async function tellLeft(
  tools: RepairTools,
  tell: (event: RepairEvent) => void,
  { repairId, end }: Ending,
): Promise<void> {
  tell({ type: "left" });
  try {
    for (const pause of LOOK_AFTER_MS) {
      await tools.wait(pause);
      tools.signal.throwIfAborted();
      const outcome = await tools.askOutcome(repairId, end);
      if (outcome.result !== "repaired") continue;
      await tools.show(outcome);
      return;
    }
  } finally {
    tell({ type: "checked" });
  }
}

export function toEvent(
  { result }: RepairOutcome,
  { lastErrorCode }: WidgetEnd,
  failure: WidgetFailure | undefined,
): RepairEvent {
  switch (result) {
    case "repaired":
      return { type: "repaired", already: false };
    case "still_broken":
      return { type: "still_broken", code: lastErrorCode ?? null };
    case "left":
      return { type: "left" };
    case "expired":
      return { type: "fail", reason: "expired" };
    case "failed":
      return { type: "fail", reason: failure ?? "unexpected" };
    case "confirming":
    case "unknown":
      return { type: "fail", reason: "not_confirmed" };
  }
}

async function endOf(error: unknown, linkId: string, tools: RepairTools): Promise<RepairEvent> {
  if (refusalOf(error) !== "already_connected") return { type: "fail", reason: refusalOf(error) };
  // The list may not hold this reading: on a page of it that was not fetched, say.
  await tools.showAgain(linkId).catch(() => undefined);
  return { type: "repaired", already: true };
}
