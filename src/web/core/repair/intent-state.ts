/** An unused ticket is thrown away after this: its token lives for ten minutes, of which it needs some. */
export const KEPT_MS = 8 * 60_000;
/** The same as a share of its life, where that is shorter. */
const KEPT_SHARE = 0.8;
/** After a refusal nothing is asked for without a press for so long. */
export const PAUSE_MS = 15_000;

/** The one ticket that may be prepared: none, on its way, or here and unused. */
export type IntentState =
  | { phase: "none" }
  | { phase: "asking"; request: number; linkId: string }
  | { phase: "ready"; request: number; linkId: string; since: number; goodForMs: number }
  | { phase: "paused"; since: number };

/** Times are in milliseconds, and may go back. */
export type IntentEvent =
  /** The person is likely to press. `request` is another number each time. */
  | { type: "intended"; linkId: string; request: number; at: number }
  | { type: "answered"; request: number; at: number; livesMs: number }
  | { type: "refused"; request: number; at: number }
  | { type: "pressed"; linkId: string; at: number }
  /** Time has passed. */
  | { type: "looked"; at: number }
  /** The person has changed, or left. */
  | { type: "left" };

export const noIntent: IntentState = { phase: "none" };

/** Gives the state after `event`; the same one where nothing changes. */
export function reduceIntent(state: IntentState, event: IntentEvent): IntentState {
  switch (event.type) {
    case "intended": {
      const { linkId, request, at } = event;
      const isPaused = state.phase === "paused" && isWithin(PAUSE_MS, state.since, at);
      return isPaused || isFor(state, linkId, at) ? state : { phase: "asking", request, linkId };
    }
    case "answered":
      return state.phase === "asking" && state.request === event.request
        ? {
            ...{ phase: "ready", request: state.request, linkId: state.linkId, since: event.at },
            goodForMs: Math.min(KEPT_MS, event.livesMs * KEPT_SHARE),
          }
        : state;
    case "refused":
      return state.phase === "asking" && state.request === event.request
        ? { phase: "paused", since: event.at }
        : state;
    case "pressed":
      return isFor(state, event.linkId, event.at) ? noIntent : forgetOld(state, event.at);
    case "looked":
      return forgetOld(state, event.at);
    case "left":
      return noIntent;
  }
}

/** True where a press of this link's button has a ticket, or one that is on its way. */
export function isFor(state: IntentState, linkId: string, at: number): boolean {
  if (state.phase !== "asking" && state.phase !== "ready") return false;
  return state.linkId === linkId && forgetOld(state, at) === state;
}

/** The request whose ticket may still be used; `null` where there is none. */
export function requestOf(state: IntentState): number | null {
  return state.phase === "asking" || state.phase === "ready" ? state.request : null;
}

function forgetOld(state: IntentState, at: number): IntentState {
  const isOld = state.phase === "ready" && !isWithin(state.goodForMs, state.since, at);
  return isOld ? noIntent : state;
}

/** What began at a time to come was begun before the clock was set back: nobody knows when. */
function isWithin(ms: number, since: number, at: number): boolean {
  return at >= since && at - since < ms;
}
