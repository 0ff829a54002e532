import { describe, expect, it } from "vitest";
import {
  changeTrace,
  emptyTrace,
  MOST_ITEMS,
  type TraceChange,
  type TraceList,
} from "./trace-list.ts";

const AT = "2026-11-22T17:00:00.000Z";

const tell = (text: string): TraceChange => ({
  do: "tell",
  entry: { event: "mark", at: AT, text },
  at: AT,
});
const after = (...changes: TraceChange[]) => changes.reduce(changeTrace, emptyTrace);
const texts = ({ shown }: TraceList) =>
  shown.map(({ entry }) => (entry.event === "mark" ? entry.text : entry.event));

describe("the lab's trace list", () => {
  it("shows the newest entry last", () => {
    expect(texts(after(tell("one"), tell("two")))).toEqual(["one", "two"]);
  });

  it("keeps the newest three hundred entries, each with a key of its own", () => {
    const many = Array.from({ length: MOST_ITEMS + 20 }, (_, place) => tell(`${place}`));
    const { shown } = after(...many);
    expect(shown).toHaveLength(MOST_ITEMS);
    expect(shown[0]?.entry).toMatchObject({ text: "20" });
    expect(new Set(shown.map(({ key }) => key)).size).toBe(MOST_ITEMS);
  });

  it("holds new entries back while it is paused, and shows them when it resumes", () => {
    const paused = after(tell("one"), { do: "pause" }, tell("two"), tell("three"));
    expect(texts(paused)).toEqual(["one"]);
    expect(paused.waiting).toHaveLength(2);

    const resumed = changeTrace(paused, { do: "resume" });
    expect(texts(resumed)).toEqual(["one", "two", "three"]);
    expect(resumed.waiting).toEqual([]);
  });

  it("is empty once it is cleared, and stays paused when it was", () => {
    const cleared = after(tell("one"), { do: "pause" }, tell("two"), { do: "clear" });
    expect(cleared).toMatchObject({ shown: [], waiting: [], isPaused: true });
  });

  it("gives a change of state, which has no time, the time of its arrival", () => {
    const { shown } = after({
      do: "tell",
      entry: {
        event: "state",
        seq: 7,
        linkId: "30cb4806-6e00-48a4-91c9-ca55968576c8",
        before: "password_needed",
        after: "connected",
        actor: null,
      },
      at: AT,
    });
    expect(shown[0]?.at).toBe(AT);
  });

  it("gives a call the time of its end, so that times go down the list in order", () => {
    const { shown } = after({
      do: "tell",
      at: AT,
      entry: {
        ...{ event: "belvo_call", id: "30cb4806-6e00-48a4-91c9-ca55968576c8", at: AT, ms: 250 },
        ...{ method: "GET", path: "/api/links/", status: 200 },
        ...{ request: null, answer: null, failure: null },
      },
    });
    expect(shown[0]?.at).toBe("2026-11-22T17:00:00.250Z");
  });

  it("puts what the bank's screens said where it was said, though it is reported after the end", () => {
    const linkId = "30cb4806-6e00-48a4-91c9-ca55968576c8";
    const at = (second: number) => `2026-11-22T17:00:0${second}.000Z`;
    const line = (kind: string, second: number): TraceChange => ({
      do: "tell",
      at: AT,
      entry: { event: "event", at: at(second), seq: 7, linkId, kind, body: {} },
    });
    const { shown } = after(
      line("repair_opened", 1),
      line("reading", 5),
      line("repair_ended", 5),
      line("widget_event", 2),
      line("widget_event", 3),
    );
    expect(shown.map(({ at }) => at)).toEqual([1, 2, 3, 5, 5].map(at));
  });

  it("never goes back in time down the list, though a line is of when it was asked for", () => {
    const linkId = "30cb4806-6e00-48a4-91c9-ca55968576c8";
    const mark = { event: "mark", at: "2026-11-22T17:00:01.000Z", text: "later" } as const;
    const line = { event: "event", at: AT, seq: 7, linkId, kind: "reading", body: {} } as const;
    const fold = { seq: 7, linkId, before: null, after: "connected", actor: null } as const;
    const state = { event: "state", ...fold } as const;
    const { shown } = after(
      { do: "tell", entry: mark, at: AT },
      { do: "tell", entry: line, at: AT },
      { do: "tell", entry: state, at: "2026-11-22T18:00:00.000Z" },
    );
    expect(shown.map(({ at }) => at)).toEqual([mark.at, mark.at, mark.at]);
  });
});
