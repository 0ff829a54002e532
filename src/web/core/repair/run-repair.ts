import type { RepairTicket } from "#contract/repair.ts";
import type { WidgetEnding } from "../widget/open-update-widget.ts";
import { WidgetUnavailableError } from "../widget/widget-failure.ts";
import type { ReadyFrame } from "../widget/widget-frames.ts";
import type { RepairEvent } from "./repair-state.ts";
import { learnOutcome, runWhole, toEvent } from "./repair-end.ts";
import type { RepairTools } from "./repair-tools.ts";
import { reportInBatches } from "./report-in-batches.ts";
import { goHosted } from "./run-hosted.ts";

/** How long the end of a repair waits for what the widget said to be reported. */
const REPORT_TIMEOUT_MS = 3_000;
/** So often a token that turned out to have run out is renewed in one repair. */
const MAX_RENEWALS = 1;

/**
 * Runs one repair from the press of Update to its end, and tells each step by `dispatch`.
 *
 * Every widget that was opened ends in a question to the server, whatever the widget said: only a
 * reading of the link at Belvo decides what the person is told.
 */
export async function runRepair(
  linkId: string,
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
): Promise<void> {
  // On its way before the page is drawn anew; a token that is not used runs out by itself.
  const opening = settled(tools.openRepair(linkId));
  await runWhole(linkId, tools, dispatch, async (tell) => {
    tell({ type: "start", linkId });
    const release = await tools.claim(linkId);
    if (!release) {
      tell({ type: "fail", reason: "other_tab" });
      await endUnopened(await opening, tools);
      return;
    }
    try {
      await Promise.race([openUntilItEnds(linkId, tools, tell, opening), rejectedBy(tools.signal)]);
    } finally {
      release();
    }
  });
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const callOff = () => reject(new DOMException("the repair was called off", "AbortError"));
    if (signal.aborted) callOff();
    else signal.addEventListener("abort", callOff);
  });
}

type Opening = Promise<PromiseSettledResult<RepairTicket>>;

async function openUntilItEnds(
  linkId: string,
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  first: Opening,
): Promise<void> {
  let opening = first;
  let renewals = 0;
  for (;;) {
    const isLast = renewals === MAX_RENEWALS;
    const ended = await attempt(tools, dispatch, { linkId, opening, isLast });
    if (ended === "ended") return;
    tools.signal.throwIfAborted();
    dispatch({ type: "renew" });
    if (ended === "hosted") return goHosted(linkId, tools, dispatch);
    // What a person asks for themselves, they may ask for again.
    if (ended === "expired") renewals += 1;
    opening = settled(tools.openRepair(linkId));
  }
}

/** The repair is over, or goes on: with a new token, or on Belvo's own page. */
type Ended = "ended" | "expired" | "again" | "hosted";

async function attempt(
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  attempted: { linkId: string; opening: Opening; isLast: boolean },
): Promise<Ended> {
  // Side by side, since neither needs the other; but a refusal does not wait for the script.
  const taking = settled(tools.takeFrame());
  try {
    return await open(tools, dispatch, { ...attempted, taking });
  } finally {
    // Also one that was not opened: it is nobody else's.
    void taking.then((frame) => {
      if (frame.status === "fulfilled") frame.value.remove();
    });
  }
}

interface Attempt {
  linkId: string;
  opening: Opening;
  taking: Promise<PromiseSettledResult<ReadyFrame>>;
  isLast: boolean;
}

async function open(
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  { linkId, opening, taking, isLast }: Attempt,
): Promise<Ended> {
  const { signal } = tools;
  const { repairId, accessToken, expiresAt } = valueOf(await opening);
  const frame = await taking;
  signal.throwIfAborted();

  const { report, flush } = reportInBatches(async (events) => {
    if (!signal.aborted) await tools.reportEvents(repairId, events);
  }, tools.wait);
  const ending =
    frame.status === "fulfilled"
      ? tools.openWidget(frame.value, { linkId, accessToken, expiresAt, onEvent: report })
      : Promise.resolve<WidgetEnding>({ end: "failed", ...failureOfFrame(frame.reason) });
  // After the widget was told to open, so that it need not wait for our own drawing.
  dispatch({ type: "widget_opened" });
  const { failure, next, ...end } = await ending;
  signal.throwIfAborted();
  if (failure) tools.reportTrouble(failure);
  dispatch({ type: "widget_ended" });
  const reported = flush();

  const outcome = await learnOutcome(tools, { repairId, end });
  if (!outcome) {
    const reason = end.end === "succeeded" ? "not_confirmed" : "belvo_unreachable";
    dispatch({ type: "fail", reason });
    return "ended";
  }

  const { result } = outcome;
  if (next === "hosted" && result !== "repaired") return "hosted";
  if (result === "expired" && next === "again") return "again";
  if (result === "expired" && !isLast) return "expired";
  dispatch(toEvent(outcome, end, failure));
  // What is read next counts the refusals that were reported.
  await Promise.race([reported, tools.wait(REPORT_TIMEOUT_MS)]);
  return "ended";
}

/** The repair of a widget that was never opened ends like any other. */
async function endUnopened(
  opening: PromiseSettledResult<RepairTicket>,
  tools: RepairTools,
): Promise<void> {
  if (opening.status === "rejected") return;
  await tools.askOutcome(opening.value.repairId, { end: "exited" }).then(tools.show, tools.refresh);
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

function failureOfFrame(error: unknown): Pick<WidgetEnding, "failure"> {
  return error instanceof WidgetUnavailableError ? { failure: error.reason } : {};
}
