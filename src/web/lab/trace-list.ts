import type { TraceEvent } from "#contract/lab.ts";

/** What the presenter did, told among what came of it. */
export interface Mark {
  event: "mark";
  at: string;
  text: string;
}

export type TraceEntry = TraceEvent | Mark;

export interface TraceItem {
  /** Tells items apart for as long as the page is open. */
  key: number;
  entry: TraceEntry;
  /** ISO 8601. A state has the time at which it arrived: the line that it comes from has its own. */
  at: string;
}

export interface TraceList {
  shown: readonly TraceItem[];
  /** Came while the list was paused. */
  waiting: readonly TraceItem[];
  isPaused: boolean;
  nextKey: number;
}

export type TraceChange =
  | { do: "tell"; entry: TraceEntry; at: string }
  | { do: "pause" }
  | { do: "resume" }
  | { do: "clear" };

/** A call is told when it has ended, so that times go down the list in order. */
function timeOf(entry: TraceEntry): string | null {
  if (entry.event === "belvo_call") {
    return new Date(Date.parse(entry.at) + entry.ms).toISOString();
  }
  return "at" in entry ? entry.at : null;
}

/** As many as a browser draws without effort, and more than anybody reads. */
export const MOST_ITEMS = 300;

export const emptyTrace: TraceList = { shown: [], waiting: [], isPaused: false, nextKey: 0 };

export function changeTrace(list: TraceList, change: TraceChange): TraceList {
  switch (change.do) {
    case "tell": {
      const { entry, at } = change;
      const item = { key: list.nextKey, entry, at: timeOf(entry) ?? at };
      const place = list.isPaused ? "waiting" : "shown";
      return {
        ...list,
        [place]: [...list[place], item].slice(-MOST_ITEMS),
        nextKey: list.nextKey + 1,
      };
    }
    case "pause":
      return { ...list, isPaused: true };
    case "resume":
      return {
        ...list,
        shown: [...list.shown, ...list.waiting].slice(-MOST_ITEMS),
        waiting: [],
        isPaused: false,
      };
    case "clear":
      return { ...list, shown: [], waiting: [] };
  }
}
