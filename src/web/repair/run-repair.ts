import type { RepairOutcome, RepairTicket, WidgetEnd, WidgetEvent } from "#contract/repair.ts";
import { refusalOf } from "../http/api.ts";
import { OtherUserError } from "../http/shown-user.ts";
import type { WidgetEnding } from "../belvo-widget/open-update-widget.ts";
import { WidgetUnavailableError, type WidgetFailure } from "../belvo-widget/widget-failure.ts";
import type { ReadyFrame } from "../belvo-widget/widget-frames.ts";
import { confirmRepair } from "./confirm-repair.ts";
import type { RepairEvent } from "./repair-state.ts";
import { reportInBatches } from "./report-in-batches.ts";

/** How long the end of a repair waits for what the widget said to be reported. */
const REPORT_TIMEOUT_MS = 3_000;
/** The widget is opened so often in one repair: a token that ran out is renewed once. */
const MAX_OPENINGS = 2;

/** Everything that a repair touches, so that it can be run without a browser. */
export interface RepairTools {
  /** Takes the link for this tab; resolves with what gives it back, or `null` if it is taken. */
  claim: (linkId: string) => Promise<(() => void) | null>;
  /** Gives a document of its own to the opening, with Belvo's script ready in it. */
  takeFrame: () => Promise<ReadyFrame>;
  openRepair: (linkId: string) => Promise<RepairTicket>;
  openWidget: (
    frame: ReadyFrame,
    opening: { linkId: string; accessToken: string; onEvent: (event: WidgetEvent) => void },
  ) => Promise<WidgetEnding>;
  reportEvents: (repairId: string, events: WidgetEvent[]) => Promise<void>;
  /** Tells our log which step failed. */
  reportTrouble: (failure: WidgetFailure) => void;
  askOutcome: (repairId: string, end: WidgetEnd) => Promise<RepairOutcome>;
  wait: (ms: number) => Promise<void>;
  /** Milliseconds, from any moment on. */
  now: () => number;
  /** Puts a fresh reading on the page, before the repair's end is told. */
  show: (outcome: RepairOutcome) => Promise<void>;
  /** Reads one link afresh and puts it on the page. */
  showAgain: (linkId: string) => Promise<void>;
  /** Makes the page read its links again. */
  refresh: () => void;
  /** Calls the repair off: the widget is closed, and nothing more is asked or told. */
  signal: AbortSignal;
}

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
  const { signal } = tools;
  const tell = (event: RepairEvent) => {
    if (!signal.aborted) dispatch(event);
  };
  // On its way before the page is drawn anew; a token that is not used runs out by itself.
  const opening = settled(tools.openRepair(linkId));
  tell({ type: "start", linkId });
  const release = await tools.claim(linkId);
  if (!release) {
    tell({ type: "fail", reason: "other_tab" });
    await endUnopened(await opening, tools);
    return;
  }
  try {
    await Promise.race([openUntilItEnds(linkId, tools, tell, opening), rejectedBy(signal)]);
  } catch (error) {
    // What was asked in one person's name is nothing to tell another.
    const isCalledOff = signal.aborted || error instanceof OtherUserError;
    if (!isCalledOff) tell(await endOf(error, linkId, tools));
  } finally {
    release();
    if (!signal.aborted) tools.refresh();
  }
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
  for (let openings = 1; openings <= MAX_OPENINGS; openings += 1) {
    const isLast = openings === MAX_OPENINGS;
    const ended = await attempt(tools, dispatch, { linkId, opening, isLast });
    if (ended === "ended") return;
    tools.signal.throwIfAborted();
    dispatch({ type: "renew" });
    opening = settled(tools.openRepair(linkId));
  }
}

async function attempt(
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  attempted: { linkId: string; opening: Opening; isLast: boolean },
): Promise<"ended" | "expired"> {
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
): Promise<"ended" | "expired"> {
  const { signal } = tools;
  const { repairId, accessToken } = valueOf(await opening);
  const frame = await taking;
  signal.throwIfAborted();

  const { report, flush } = reportInBatches(async (events) => {
    if (!signal.aborted) await tools.reportEvents(repairId, events);
  }, tools.wait);
  const ending =
    frame.status === "fulfilled"
      ? tools.openWidget(frame.value, { linkId, accessToken, onEvent: report })
      : Promise.resolve<WidgetEnding>({ end: "failed", ...failureOfFrame(frame.reason) });
  // After the widget was told to open, so that it need not wait for our own drawing.
  dispatch({ type: "widget_opened" });
  const { failure, ...end } = await ending;
  signal.throwIfAborted();
  if (failure) tools.reportTrouble(failure);
  dispatch({ type: "widget_ended" });
  const reported = flush();

  const outcome = await confirmRepair({
    ask: async () => {
      signal.throwIfAborted();
      return tools.askOutcome(repairId, end);
    },
    wait: tools.wait,
    now: tools.now,
  });
  signal.throwIfAborted();
  if (!outcome) {
    const reason = end.end === "succeeded" ? "not_confirmed" : "belvo_unreachable";
    dispatch({ type: "fail", reason });
    return "ended";
  }
  await tools.show(outcome);

  if (outcome.result === "expired" && !isLast) return "expired";
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

function toEvent(
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
      return { type: "fail", reason: "not_confirmed" };
  }
}

async function endOf(error: unknown, linkId: string, tools: RepairTools): Promise<RepairEvent> {
  if (refusalOf(error) !== "already_connected") return { type: "fail", reason: refusalOf(error) };
  // The list may not hold this reading: on a page of it that was not fetched, say.
  await tools.showAgain(linkId).catch(() => undefined);
  return { type: "repaired", already: true };
}

function failureOfFrame(error: unknown): Pick<WidgetEnding, "failure"> {
  return error instanceof WidgetUnavailableError ? { failure: error.reason } : {};
}
