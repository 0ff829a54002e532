import type { HistoryEntry } from "#contract/history.ts";

/** One thing that happened; of a repair, its end with what led to it. */
export interface Story {
  entry: HistoryEntry;
  /** Newest first, as the history is; none of what is not a repair. */
  steps: readonly HistoryEntry[];
}

/**
 * Makes one story of each repair, from its opening to its end, and of everything else by itself.
 *
 * @param entries Newest first. Of the oldest repair the opening may be missing: it then has no steps.
 */
export function foldRepairs(entries: readonly HistoryEntry[]): Story[] {
  const stories: Story[] = [];
  for (let place = 0; place < entries.length; place += 1) {
    const entry = entries[place];
    if (!entry) continue;
    const steps = entry.kind === "repair_ended" ? stepsOf(entries.slice(place + 1)) : [];
    stories.push({ entry, steps });
    place += steps.length;
  }
  return stories;
}

/** What stands between an end and its opening, with that. */
function stepsOf(before: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const bound = before.findIndex(({ kind }) => kind === "repair_opened" || kind === "repair_ended");
  return before[bound]?.kind === "repair_opened" ? before.slice(0, bound + 1) : [];
}
