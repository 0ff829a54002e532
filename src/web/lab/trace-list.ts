import type { TraceEvent } from "#contract/lab.ts";

/** What the presenter did, told among what came of it. */
interface Mark {
  event: "mark";
  at: string;
  text: string;
}

export type TraceEntry = TraceEvent | Mark;

export interface TraceItem {
  /** Tells items apart for as long as the page is open. */
  key: number;
  entry: TraceEntry;
  /** ISO 8601: never before what stands above it. */
  at: string;
}

export interface TraceList {
  shown: readonly TraceItem[];
  /** Came while the list was paused. */
  waiting: readonly TraceItem[];
  isPaused: boolean;
  nextKey: number;
  /** The time of what was told last; empty before that. */
  lastAt: string;
}

export type TraceChange =
  | { do: "tell"; entry: TraceEntry; at: string }
  | { do: "pause" }
  | { do: "resume" }
  | { do: "clear" };

/**
 * A call is told when it has ended, and a line of the log when it has been written: the time that it
 * has of itself is that of its question. What has none is told with what came before it. What the bank's
 * screens say is reported late, with the time when they said it.
 */
function timeOf(entry: TraceEntry, { lastAt }: TraceList, arrivedAt: string): string {
  if (entry.event === "event" && entry.kind === "widget_event") return entry.at;
  const at = ownTime(entry) ?? (lastAt || arrivedAt);
  return at > lastAt ? at : lastAt;
}

function insert(items: readonly TraceItem[], item: TraceItem): TraceItem[] {
  const later = items.findIndex(({ at }) => at > item.at);
  const place = later === -1 ? items.length : later;
  return [...items.slice(0, place), item, ...items.slice(place)];
}

function ownTime(entry: TraceEntry): string | null {
  if (entry.event === "belvo_call") {
    return new Date(Date.parse(entry.at) + entry.ms).toISOString();
  }
  return "at" in entry ? entry.at : null;
}

/** As many as a browser draws without effort, and more than anybody reads. */
export const MOST_ITEMS = 300;

export const emptyTrace: TraceList = {
  shown: [],
  waiting: [],
  isPaused: false,
  nextKey: 0,
  lastAt: "",
};

export function changeTrace(list: TraceList, change: TraceChange): TraceList {
  switch (change.do) {
    case "tell": {
      const { entry, at } = change;
      const item = { key: list.nextKey, entry, at: timeOf(entry, list, at) };
      const place = list.isPaused ? "waiting" : "shown";
      return {
        ...list,
        [place]: insert(list[place], item).slice(-MOST_ITEMS),
        nextKey: list.nextKey + 1,
        lastAt: item.at > list.lastAt ? item.at : list.lastAt,
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
