import fc from "fast-check";
import { expect, it } from "vitest";
import type { HistoryEntry } from "#contract/history.ts";
import { foldRepairs } from "./fold-repairs.ts";

const at = "2026-01-02T10:00:00.000Z";
type Kind = "opened" | "ended" | "read" | "fresh";

function entry(kind: Kind, seq: number): HistoryEntry {
  switch (kind) {
    case "opened":
      return { kind: "repair_opened", seq, at };
    case "ended":
      return {
        ...{ kind: "repair_ended", seq, at },
        ...{ result: "repaired", reference: "8C9F2AD1", receipt: null },
      };
    case "read":
      return { kind: "state_read", seq, at, state: "connected" };
    case "fresh":
      return { kind: "data_fresh", seq, at, lastAccessedAt: at };
  }
}

/** A history of these, told from the oldest on; itself newest first. */
function historyOf(...kinds: Kind[]): HistoryEntry[] {
  return kinds.map((kind, place) => entry(kind, place + 1)).reverse();
}

const told = (entries: HistoryEntry[]) =>
  foldRepairs(entries).map(({ entry: { seq }, steps }) => [seq, ...steps.map((each) => each.seq)]);

it("a repair is one story, from its end back to its opening", () => {
  expect(told(historyOf("read", "opened", "read", "ended", "fresh"))).toEqual([
    [5],
    [4, 3, 2],
    [1],
  ]);
});

it("a repair whose opening is missing has no steps, and takes none of another's", () => {
  expect(told(historyOf("read", "ended"))).toEqual([[2], [1]]);
  expect(told(historyOf("opened", "ended", "read", "ended"))).toEqual([[4], [3], [2, 1]]);
});

it("a repair that goes on is told step by step", () => {
  expect(told(historyOf("opened", "read"))).toEqual([[2], [1]]);
});

it("every entry is told once, in the order of the history", () => {
  const someKind = fc.constantFrom<Kind>("opened", "ended", "read", "fresh");
  fc.assert(
    fc.property(fc.array(someKind, { maxLength: 30 }), (kinds) => {
      const entries = historyOf(...kinds);
      expect(told(entries).flat()).toEqual(entries.map(({ seq }) => seq));
    }),
  );
});
