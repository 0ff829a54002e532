import { describe, expect, it, vi } from "vitest";
import type { RepairOutcome } from "#contract/repair.ts";
import type { RepairResult } from "#contract/repair-result.ts";
import { aLink } from "../../../testing/a-link.ts";
import { ApiError } from "../http/api.ts";
import { idle, maySwitchToHosted, reduceRepair, type RepairState } from "./repair-state.ts";
import type { RepairTools } from "./repair-tools.ts";
import { resumeRepair, runHosted } from "./run-hosted.ts";
import { runRepair } from "./run-repair.ts";

const LINK = "link-1";
const HOSTED = {
  repairId: "hosted-1",
  hostedUrl: "https://widget.example/?access_token=t",
  expiresAt: "2026-01-01T00:10:00Z",
  comesBack: true,
};
const outcome = (result: RepairResult): RepairOutcome => ({ result, link: aLink() });
const aFrame = { show: vi.fn(), tell: vi.fn(), listen: vi.fn(), remove: vi.fn() };

function bench(parts: Partial<RepairTools> = {}) {
  const tools: RepairTools = {
    claim: () => Promise.resolve(() => undefined),
    takeFrame: () => Promise.resolve(aFrame),
    awaitFrame: vi.fn<RepairTools["awaitFrame"]>((taking) => taking),
    openRepair: vi.fn<RepairTools["openRepair"]>(() =>
      Promise.resolve({ repairId: "repair-1", accessToken: "t", expiresAt: HOSTED.expiresAt }),
    ),
    openWidget: () => Promise.resolve({ end: "exited", next: "hosted" }),
    takePrepared: () => Promise.resolve(null),
    openPrepared: () => Promise.resolve(),
    openHosted: vi.fn<RepairTools["openHosted"]>(() => Promise.resolve(HOSTED)),
    goTo: vi.fn<RepairTools["goTo"]>(),
    reportEvents: () => Promise.resolve(),
    reportTrouble: vi.fn(),
    askOutcome: vi.fn<RepairTools["askOutcome"]>(() => Promise.resolve(outcome("left"))),
    whenConnected: () => () => undefined,
    wait: () => Promise.resolve(),
    now: () => 0,
    show: vi.fn<RepairTools["show"]>(),
    showAgain: () => Promise.resolve(),
    refresh: vi.fn(),
    signal: new AbortController().signal,
    ...parts,
  };
  const phases: string[] = [];
  let state: RepairState = idle;
  const dispatch = (event: Parameters<typeof reduceRepair>[1]) => {
    state = reduceRepair(state, event);
    phases.push(state.phase);
  };
  return { tools, dispatch, phases, state: () => state };
}

describe("a repair on Belvo's own page", () => {
  it("goes there, and leaves the repair to whichever page hears of it", async () => {
    const { tools, dispatch, phases } = bench();
    await runHosted(LINK, tools, dispatch);
    expect(phases).toEqual(["preparing", "away"]);
    expect(tools.goTo).toHaveBeenCalledExactlyOnceWith(HOSTED.hostedUrl);
    expect(tools.askOutcome).not.toHaveBeenCalled();
  });

  it("first tells the person to come back by themselves where Belvo will not lead them", async () => {
    const { tools, dispatch, state } = bench({
      openHosted: () => Promise.resolve({ ...HOSTED, comesBack: false }),
    });
    await runHosted(LINK, tools, dispatch);
    expect(state()).toMatchObject({ phase: "hosted_ready" });
    expect(tools.goTo).not.toHaveBeenCalled();
    dispatch({ type: "went_away" });
    expect(state()).toMatchObject({ phase: "away", linkId: LINK });
  });

  it("goes nowhere when the link is connected already", async () => {
    const { tools, dispatch, state } = bench({
      openHosted: () => Promise.reject(new ApiError("already_connected", "1")),
    });
    await runHosted(LINK, tools, dispatch);
    expect(state()).toMatchObject({ phase: "repaired", already: true });
    expect(tools.goTo).not.toHaveBeenCalled();
  });
});

describe("who asks for Belvo's page while the frame is open", () => {
  it("goes there once the frame's repair has ended", async () => {
    const { tools, dispatch, phases } = bench();
    await runRepair(LINK, tools, dispatch);
    expect(tools.askOutcome).toHaveBeenCalledExactlyOnceWith("repair-1", { end: "exited" });
    expect(phases.slice(-2)).toEqual(["preparing", "away"]);
    expect(tools.goTo).toHaveBeenCalledOnce();
  });

  it("goes nowhere when Belvo says by then that the link is connected", async () => {
    const { tools, dispatch, state } = bench({
      askOutcome: () => Promise.resolve(outcome("repaired")),
    });
    await runRepair(LINK, tools, dispatch);
    expect(state()).toMatchObject({ phase: "repaired" });
    expect(tools.openHosted).not.toHaveBeenCalled();
  });
});

it("who starts again before the token's end gets a fresh one, as often as they ask", async () => {
  let left = 3;
  const { tools, dispatch, state } = bench({
    openWidget: () => {
      left -= 1;
      return Promise.resolve(left > 0 ? { end: "expired", next: "again" } : { end: "succeeded" });
    },
    askOutcome: (_, { end }) =>
      Promise.resolve(outcome(end === "succeeded" ? "repaired" : "expired")),
  });
  await runRepair(LINK, tools, dispatch);
  expect(tools.openRepair).toHaveBeenCalledTimes(3);
  expect(state()).toMatchObject({ phase: "repaired" });
});

describe("who is back from Belvo's page", () => {
  const back = { linkId: LINK, repairId: "hosted-1", end: { end: "succeeded" } } as const;

  it("is told what Belvo says, and not what the address claimed", async () => {
    const { tools, dispatch, phases } = bench({
      askOutcome: vi.fn<RepairTools["askOutcome"]>(() => Promise.resolve(outcome("still_broken"))),
    });
    await resumeRepair(back, tools, dispatch);
    expect(phases).toEqual(["confirming", "still_broken"]);
    expect(tools.askOutcome).toHaveBeenCalledExactlyOnceWith("hosted-1", { end: "succeeded" });
  });

  it("may start again when the token was no good any more", async () => {
    const { tools, dispatch, state } = bench({
      askOutcome: () => Promise.resolve(outcome("expired")),
    });
    await resumeRepair({ ...back, end: { end: "expired" } }, tools, dispatch);
    expect(state()).toMatchObject({ phase: "failed", reason: "expired" });
    expect(maySwitchToHosted(state(), true)).toBe(true);
  });

  it("hears of nothing failed where nobody knows how it ended", async () => {
    const { tools, dispatch, state } = bench({
      askOutcome: () => Promise.resolve(outcome("unknown")),
    });
    await resumeRepair(back, tools, dispatch);
    expect(state()).toMatchObject({ reason: "not_confirmed" });
  });
});

it.each<[RepairState, boolean, boolean]>([
  [{ phase: "failed", linkId: LINK, reason: "widget_silent" }, false, true],
  [{ phase: "failed", linkId: LINK, reason: "belvo_refused" }, false, true],
  [{ phase: "failed", linkId: LINK, reason: "no_network" }, false, false],
  [{ phase: "left", linkId: LINK, isChecked: true }, false, false],
  [{ phase: "left", linkId: LINK, isChecked: true }, true, true],
  [idle, true, false],
])(
  "Belvo's page is offered after %j, having been there before: %s -> %s",
  (state, was, offered) => {
    expect(maySwitchToHosted(state, was)).toBe(offered);
  },
);
