import type { RepairTicket } from "#contract/repair.ts";
import type { WidgetEnding } from "../widget/open-update-widget.ts";
import { WidgetUnavailableError } from "../widget/widget-failure.ts";
import type { ReadyFrame } from "../widget/widget-frames.ts";
import { refusalOf } from "../http/api.ts";
import type { RepairEvent } from "./repair-state.ts";
import { learnOutcome, runWhole, tellLeft, toEvent, type Ending } from "./repair-end.ts";
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
  // On their way before the page is drawn anew; a token that is not used runs out by itself.
  const opening = settled(openOrTake(linkId, tools));
  const claiming = tools.claim(linkId);
  await runWhole(linkId, tools, dispatch, async (tell) => {
    tell({ type: "start", linkId });
    const release = await claiming;
    if (!release) {
      tell({ type: "fail", reason: "other_tab" });
      await endUnopened(await opening, tools);
      return;
    }
    const running = openUntilItEnds(linkId, tools, tell, opening);
    // Once the link is given back, another press may take it.
    const left = await Promise.race([running, rejectedBy(tools.signal)]).finally(release);
    if (left) await tellLeft(tools, tell, left);
  });
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const callOff = () => reject(new DOMException("the repair was called off", "AbortError"));
    if (signal.aborted) callOff();
    else signal.addEventListener("abort", callOff);
  });
}

interface Opened extends RepairTicket {
  /** True while the server knows of no repair: nobody had pressed when the ticket was made. */
  isPrepared: boolean;
}

type Opening = Promise<PromiseSettledResult<Opened>>;

async function openOrTake(linkId: string, tools: RepairTools): Promise<Opened> {
  const prepared = await tools.takePrepared(linkId);
  return prepared ? { ...prepared, isPrepared: true } : openNow(linkId, tools);
}

async function openNow(linkId: string, tools: RepairTools): Promise<Opened> {
  return { ...(await tools.openRepair(linkId)), isPrepared: false };
}

async function openUntilItEnds(
  linkId: string,
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  first: Opening,
): Promise<Ending | null> {
  let opening = first;
  let renewals = 0;
  for (;;) {
    const isLast = renewals === MAX_RENEWALS;
    const ended = await attempt(tools, dispatch, { linkId, opening, isLast });
    if (typeof ended === "object") return ended;
    tools.signal.throwIfAborted();
    dispatch({ type: "renew" });
    if (ended === "hosted") {
      await goHosted(linkId, tools, dispatch);
      return null;
    }
    // What a person asks for themselves, they may ask for again.
    if (ended === "expired") renewals += 1;
    opening = settled(openNow(linkId, tools));
  }
}

/**
 * The repair is over, by the person's leaving or, with `null`, in another way; or it goes on: with a new
 * token, or on Belvo's own page.
 */
type Ended = Ending | null | "expired" | "again" | "hosted" | "unprepared";

async function attempt(
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  attempted: { linkId: string; opening: Opening; isLast: boolean },
): Promise<Ended> {
  const since = tools.now();
  const over = new AbortController();
  // Side by side, since neither needs the other; but a refusal does not wait for the script.
  const taking = tools.takeFrame(over.signal).catch(endWithoutFrame);
  try {
    return await open(tools, dispatch, { ...attempted, taking, since });
  } finally {
    over.abort();
    // Also one that was not opened: it is nobody else's.
    void taking.then((got) => {
      if (isFrame(got)) got.remove();
    });
  }
}

interface Attempt {
  linkId: string;
  opening: Opening;
  taking: Promise<ReadyFrame | WidgetEnding>;
  /** When it was asked for. */
  since: number;
  isLast: boolean;
}

async function open(
  tools: RepairTools,
  dispatch: (event: RepairEvent) => void,
  { linkId, opening, taking, since, isLast }: Attempt,
): Promise<Ended> {
  const { signal } = tools;
  const { repairId, accessToken, expiresAt, isPrepared } = valueOf(await opening);
  signal.throwIfAborted();
  const got = await tools.awaitFrame(taking, tools.now() - since);
  signal.throwIfAborted();
  const closing = createFollower(signal);

  const { report, flush } = reportInBatches(async (events) => {
    if (!signal.aborted) await tools.reportEvents(repairId, events);
  }, tools);
  const wasOpen = isFrame(got);
  const ending = wasOpen
    ? tools.openWidget(got, {
        ...{ linkId, accessToken, expiresAt, onEvent: report },
        // Later than the widget is told to open, so that it need not wait for our own drawing.
        onPainted: () => dispatch({ type: "widget_opened" }),
        signal: closing.signal,
      })
    : Promise.resolve(got);
  const taken = isPrepared ? openLater(repairId, tools) : Promise.resolve(true);
  void taken.then((isOurs) => {
    if (!isOurs) closing.abort();
  });
  const { failure, next, ...end } = await ending;
  signal.throwIfAborted();
  dispatch({ type: "widget_opened" });
  dispatch({ type: "widget_ended" });
  if (!(await taken)) return "unprepared";
  signal.throwIfAborted();
  if (failure) tools.reportTrouble(failure);
  const reported = flush();

  const outcome = await learnOutcome(tools, { linkId, repairId, end, wasOpen });
  if (!outcome) {
    const unknown = end.end === "succeeded" ? "not_confirmed" : "belvo_unreachable";
    dispatch({ type: "fail", reason: wasOpen ? unknown : (failure ?? unknown) });
    return null;
  }

  const { result } = outcome;
  if (next === "hosted" && result !== "repaired") return "hosted";
  if (result === "expired" && next === "again") return "again";
  if (result === "expired" && !isLast) return "expired";
  if (result !== "left") dispatch(toEvent(outcome, end, failure));
  // What is read next counts the refusals that were reported.
  await Promise.race([reported, tools.wait(REPORT_TIMEOUT_MS)]);
  return result === "left" ? { repairId, end } : null;
}

/**
 * Tells the server of the press once the widget has been told to open.
 *
 * @returns False where it makes no repair of the prepared ticket: the link has moved, or is connected
 *   by now. Whatever else keeps the answer away, it makes one of what it hears next.
 */
async function openLater(repairId: string, tools: RepairTools): Promise<boolean> {
  await tools.wait(0);
  try {
    await tools.openPrepared(repairId);
    return true;
  } catch (error) {
    return !["not_found", "already_connected"].includes(refusalOf(error));
  }
}

/** Aborted with another one, or before it. */
function createFollower(leader: AbortSignal): AbortController {
  const follower = new AbortController();
  leader.addEventListener("abort", () => follower.abort(), { signal: follower.signal });
  return follower;
}

/** The repair of a widget that was never opened ends like any other. */
async function endUnopened(
  opening: PromiseSettledResult<Opened>,
  tools: RepairTools,
): Promise<void> {
  if (opening.status === "rejected" || opening.value.isPrepared) return;
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

function isFrame(got: ReadyFrame | WidgetEnding): got is ReadyFrame {
  return "show" in got;
}

function endWithoutFrame(error: unknown): WidgetEnding {
  const failure = error instanceof WidgetUnavailableError && { failure: error.reason };
  return { end: "failed", ...failure };
}
