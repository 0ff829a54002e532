import type { RepairTicket } from "#contract/repair.ts";
import { ApiError, refusalOf, type Refusal } from "../http/api.ts";
import type { After } from "../widget/after.ts";
import { isFor, noIntent, reduceIntent, requestOf, type IntentEvent } from "./intent-state.ts";

interface Options {
  /** Asks our server for a ticket that is no repair yet. */
  prepare: (linkId: string, signal: AbortSignal) => Promise<RepairTicket>;
  /** Told of a link that turns out to be connected, so that it is shown as that. */
  onConnected: (linkId: string) => void;
  /** The server's time: milliseconds since 1970. */
  now: () => number;
  after: After;
}

/** Tickets for repairs that the person is likely to ask for: one at a time, which nobody may come to use. */
export interface PreparedTickets {
  /** The person is likely to press: has a ticket for this link made, unless there is one. */
  intend: (linkId: string) => void;
  /**
   * The person pressed.
   *
   * @returns The ticket that was prepared for this link, also while it is on its way; `null` where there
   *   is none, or where it was refused and the press may ask by itself.
   * @throws {ApiError} A refusal that a second question would only meet again.
   */
  take: (linkId: string) => Promise<RepairTicket | null>;
  /** Throws away what is there, and what is on its way. */
  drop: () => void;
}

interface Asked {
  request: number;
  coming: Promise<RepairTicket>;
  calling: AbortController;
}

export function createPreparedTickets(options: Options): PreparedTickets {
  const { prepare, onConnected, now, after } = options;
  let state = noIntent;
  let asked: Asked | null = null;
  let count = 0;
  let stopLooking: () => void = () => undefined;

  function step(event: IntentEvent): void {
    state = reduceIntent(state, event);
    if (asked && asked.request !== requestOf(state)) {
      asked.calling.abort();
      asked = null;
    }
  }

  function ask(linkId: string, request: number): void {
    const calling = new AbortController();
    const coming = prepare(linkId, calling.signal);
    asked = { request, coming, calling };
    coming.then(
      ({ expiresAt }) => {
        step({ type: "answered", request, at: now(), livesMs: Date.parse(expiresAt) - now() });
        lookLater(request);
      },
      (error: unknown) => {
        if (refusalOf(error) === "already_connected") onConnected(linkId);
        step({ type: "refused", request, at: now() });
      },
    );
  }

  function lookLater(request: number): void {
    if (state.phase !== "ready" || state.request !== request) return;
    stopLooking();
    stopLooking = after(state.goodForMs, () => step({ type: "looked", at: now() }));
  }

  return {
    intend(linkId) {
      count += 1;
      const request = count;
      step({ type: "intended", linkId, request, at: now() });
      if (requestOf(state) === request) ask(linkId, request);
    },
    async take(linkId) {
      const at = now();
      const taken = isFor(state, linkId, at) ? asked : null;
      // It is the repair's from now on, and called off with it.
      if (taken) asked = null;
      step({ type: "pressed", linkId, at });
      if (!taken) return null;
      try {
        return await taken.coming;
      } catch (error) {
        if (error instanceof ApiError && !FINAL.has(error.code)) return null;
        throw error;
      }
    },
    drop() {
      stopLooking();
      step({ type: "left" });
    },
  };
}

/** What the press would be told again, after as long a wait. */
const FINAL: ReadonlySet<Refusal> = new Set(["already_connected", "no_network", "no_answer"]);
