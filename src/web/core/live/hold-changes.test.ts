import { describe, expect, it } from "vitest";
import { holdChanges } from "./hold-changes.ts";

function bench() {
  const ending = new AbortController();
  const idle: (() => void)[] = [];
  const listeners = new Set<() => void>();
  const applied: string[] = [];
  let isHeld = false;
  const change = holdChanges({
    apply: (type, data) => applied.push(`${type} ${String(data)}`),
    isHeld: () => isHeld,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenIdle: (work) => idle.push(work),
    signal: ending.signal,
  });
  return {
    applied,
    change: (seq: number) => change("change", seq),
    hold: (held: boolean) => {
      isHeld = held;
      for (const listener of listeners) listener();
    },
    becomeIdle: () => {
      for (const work of idle.splice(0)) work();
    },
    leave: () => ending.abort(),
    listeners,
  };
}

describe("live changes", () => {
  it("are shown at once while nothing else is on its way", () => {
    const { change, applied } = bench();
    change(1);
    expect(applied).toEqual(["change 1"]);
  });

  it("wait while a widget is on its way, and are shown in their order once the page is idle", () => {
    const { change, hold, becomeIdle, applied } = bench();
    hold(true);
    change(1);
    change(2);
    becomeIdle();
    expect(applied).toEqual([]);
    hold(false);
    change(3);
    expect(applied).toEqual([]);
    becomeIdle();
    expect(applied).toEqual(["change 1", "change 2", "change 3"]);
    change(4);
    expect(applied).toHaveLength(4);
  });

  it("wait on when the next widget is on its way before the page is idle", () => {
    const { change, hold, becomeIdle, applied } = bench();
    hold(true);
    change(1);
    hold(false);
    hold(true);
    becomeIdle();
    expect(applied).toEqual([]);
    hold(false);
    becomeIdle();
    expect(applied).toEqual(["change 1"]);
  });

  it("are shown to nobody once their person has left", () => {
    const { change, hold, becomeIdle, leave, listeners, applied } = bench();
    hold(true);
    change(1);
    hold(false);
    leave();
    becomeIdle();
    expect(applied).toEqual([]);
    expect(listeners.size).toBe(0);
  });
});
