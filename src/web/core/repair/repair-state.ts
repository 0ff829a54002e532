import type { WidgetFailure } from "../widget/widget-failure.ts";
import type { Link } from "#contract/link.ts";
import type { HostedRepair } from "#contract/repair.ts";
import type { Refusal } from "../http/api.ts";

/** Why a repair came to nothing through no act of the person's. */
export type RepairFailure =
  | Refusal
  | WidgetFailure
  /** A part of our own page is gone with an older version, and only a fresh page has it. */
  | "page_outdated"
  /** The widget said twice that its token is no longer good. */
  | "expired"
  /** Another tab is repairing this link. */
  | "other_tab"
  /** The widget ended, and nobody could tell us what came of it. */
  | "not_confirmed";

/** Where one repair stands. A state holds exactly the data that is true in it. */
export type RepairState =
  | { phase: "idle" }
  | { phase: "preparing"; linkId: string }
  | { phase: "with_bank"; linkId: string }
  | { phase: "confirming"; linkId: string }
  /** Belvo's own page is ready, and will not lead back by itself: the person is told before they go. */
  | { phase: "hosted_ready"; linkId: string; hosted: HostedRepair }
  /**
   * The person went to Belvo's own page. That they see ours again is no end of it, since that page may
   * still be open elsewhere: its return ends it, or a reading.
   */
  | { phase: "away"; linkId: string }
  | { phase: "repaired"; linkId: string; already: boolean }
  | { phase: "still_broken"; linkId: string; code: string | null }
  /** `isChecked` is false while the link is still read: an exit may be all that comes of a success. */
  | { phase: "left"; linkId: string; isChecked: boolean }
  | { phase: "failed"; linkId: string; reason: RepairFailure };

export type RepairEvent =
  | { type: "start"; linkId: string }
  | { type: "widget_opened" }
  | { type: "widget_ended" }
  /** The widget's token ran out: it is opened once more with a new one. */
  | { type: "renew" }
  | { type: "repaired"; already: boolean }
  | { type: "still_broken"; code: string | null }
  | { type: "left" }
  /** Belvo has had its time to say `valid` after an exit. */
  | { type: "checked" }
  | { type: "fail"; reason: RepairFailure }
  | { type: "hosted_ready"; hosted: HostedRepair }
  | { type: "went_away" }
  /** The person is back from Belvo's own page. */
  | { type: "came_back"; linkId: string }
  | { type: "dismiss" };

export const idle: RepairState = { phase: "idle" };

/**
 * Gives the state after `event`. Events that make no sense in a state change nothing: the widget may
 * call back late, twice, or after the person has left. An end is only ever reached from a repair
 * that runs, so that each repair ends exactly once.
 */
export function reduceRepair(state: RepairState, event: RepairEvent): RepairState {
  if (event.type === "start") {
    return isBusy(state) ? state : { phase: "preparing", linkId: event.linkId };
  }
  if (event.type === "came_back") {
    const isOther = isBusy(state) && state.phase !== "preparing";
    return isOther ? state : { phase: "confirming", linkId: event.linkId };
  }
  if (event.type === "went_away" && state.phase === "hosted_ready") {
    return { phase: "away", linkId: state.linkId };
  }
  if (event.type === "checked") {
    return state.phase === "left" ? { ...state, isChecked: true } : state;
  }
  if (!isBusy(state)) return event.type === "dismiss" ? idle : state;

  const { linkId, phase } = state;
  switch (event.type) {
    case "widget_opened":
      return phase === "preparing" ? { phase: "with_bank", linkId } : state;
    case "widget_ended":
      return phase === "with_bank" ? { phase: "confirming", linkId } : state;
    case "renew":
      return phase === "confirming" ? { phase: "preparing", linkId } : state;
    case "hosted_ready":
      return { phase: "hosted_ready", linkId, hosted: event.hosted };
    case "went_away":
      return { phase: "away", linkId };
    case "repaired":
      return { phase: "repaired", linkId, already: event.already };
    case "still_broken":
      return phase === "confirming" ? { phase: "still_broken", linkId, code: event.code } : state;
    case "left":
      return { phase: "left", linkId, isChecked: false };
    case "fail":
      return { phase: "failed", linkId, reason: event.reason };
    case "dismiss":
      return state;
  }
}

type BusyState = Extract<RepairState, { phase: "preparing" | "with_bank" | "confirming" }>;

/** The link that a repair is of, or was last; `null` when there is none. */
export function linkIdOf(state: RepairState): string | null {
  return state.phase === "idle" ? null : state.linkId;
}

/** While this holds, a second repair may not begin: the page has room for one widget. */
export function isBusy(state: RepairState): state is BusyState {
  return state.phase === "preparing" || state.phase === "with_bank" || state.phase === "confirming";
}

/** A bank's screen may stand open for a moment after Belvo has said that the link is connected. */
export function isStillBusy(state: RepairState, link: Pick<Link, "state">): boolean {
  return isBusy(state) && !(state.phase === "with_bank" && link.state === "connected");
}

/**
 * True where there is something to tell of this link's repair, or of its end. A reading outranks what the
 * repair remembers.
 */
export function isTold(state: RepairState, link: Pick<Link, "id" | "state">): boolean {
  if (linkIdOf(state) !== link.id) return false;
  // Of a link in doubt, Belvo is being asked: no end of a repair is sure until it answers.
  if (link.state === "checking") return isBusy(state);
  return state.phase !== "repaired" || link.state === "connected";
}

/** Failures after which Belvo's own page may do what the frame could not. */
const TRY_HOSTED = /^(widget_\w+|belvo_refused|expired)$/;

/**
 * True where a repair came to nothing that Belvo's own page may bring to an end.
 *
 * @param wentBefore True for who has been there in this session: they are not sent back to the frame.
 */
export function maySwitchToHosted(state: RepairState, wentBefore: boolean): boolean {
  if (state.phase === "failed") return wentBefore || TRY_HOSTED.test(state.reason);
  return wentBefore && ["away", "left", "still_broken"].includes(state.phase);
}
