import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { shutDown, type Running } from "./stop-on-signal.ts";

/** Says what is done to it, in order. */
function running({ hangs = false } = {}): { parts: Running; done: string[] } {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const noteAsync = (what: string) => async () => {
    done.push(what);
    if (hangs && what === "drain") await new Promise(() => undefined);
  };
  return {
    done,
    parts: {
      app: { refuseNew: note("refuse"), drain: noteAsync("drain") },
      listener: { sendAway: note("send away"), close: noteAsync("close"), cut: note("cut") },
      store: { destroy: noteAsync("store") },
      beside: { stop: note("sandbox") },
    },
  };
}

const HOUR_MS = 3_600_000;
const never = new AbortController().signal;

describe("shutDown", () => {
  it("stops being ready at once, and closes, drains and cuts in order after a grace period", async () => {
    const { parts, done } = running();
    const stopped = shutDown(parts, { hurry: never, graceMs: 1 });
    expect(done).toEqual(["refuse", "send away"]);
    await stopped;
    expect(done).toEqual(["refuse", "send away", "close", "drain", "cut", "store", "sandbox"]);
  });

  it("skips the grace period when it is told to hurry, before or during it", async () => {
    const { parts, done } = running();
    const hurry = new AbortController();
    const stopped = shutDown(parts, { hurry: hurry.signal, graceMs: HOUR_MS });
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect(done).toEqual(["refuse", "send away"]);
    hurry.abort();
    await stopped;
    await shutDown(parts, { hurry: hurry.signal, graceMs: HOUR_MS });
    expect(done).toHaveLength(14);
  });

  it("finishes even when draining hangs", async () => {
    const { parts, done } = running({ hangs: true });
    await shutDown(parts, { hurry: never, graceMs: 0, drainMs: 10 });
    expect(done.slice(-3)).toEqual(["cut", "store", "sandbox"]);
  });
});
