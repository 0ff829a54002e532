import { describe, expect, it, vi } from "vitest";
import type { RepairOutcome, WidgetEnd } from "#contract/repair.ts";
import type { RepairResult } from "#contract/repair-result.ts";
import { ApiError } from "../http/api.ts";
import { OtherUserError } from "../http/shown-user.ts";
import { WidgetUnavailableError, type WidgetFailure } from "../widget/widget-failure.ts";
import type { WidgetEnding } from "../widget/open-update-widget.ts";
import { aLink } from "../../../testing/a-link.ts";
import { idle, reduceRepair, type RepairState } from "./repair-state.ts";
import type { RepairTools } from "./repair-tools.ts";
import { runRepair } from "./run-repair.ts";

const LINK = "link-1";
const outcome = (result: RepairResult): RepairOutcome => ({ result, link: aLink() });

function bench(parts: Partial<RepairTools> = {}) {
  const release = vi.fn();
  const removed = vi.fn();
  let tickets = 0;
  const tools = {
    claim: vi.fn<RepairTools["claim"]>(() => Promise.resolve(release)),
    takeFrame: vi.fn<RepairTools["takeFrame"]>(() =>
      Promise.resolve({
        show: () => undefined,
        tell: () => undefined,
        listen: () => undefined,
        remove: removed,
      }),
    ),
    awaitFrame: vi.fn<RepairTools["awaitFrame"]>((taking) => taking),
    openRepair: vi.fn<RepairTools["openRepair"]>(() => {
      tickets += 1;
      // A repair that never ends would end no test by its time: it leaves no turn for a timer.
      if (tickets > 10) return Promise.reject(new Error("so many tickets"));
      return Promise.resolve({
        repairId: `repair-${tickets}`,
        accessToken: `token-${tickets}`,
        expiresAt: "2026-01-01T00:10:00Z",
      });
    }),
    takePrepared: vi.fn<RepairTools["takePrepared"]>(() => Promise.resolve(null)),
    openPrepared: vi.fn<RepairTools["openPrepared"]>(() => Promise.resolve()),
    openHosted: vi.fn<RepairTools["openHosted"]>(() =>
      Promise.resolve({
        repairId: "hosted-1",
        hostedUrl: "https://widget.example/?access_token=t",
        expiresAt: "2026-01-01T00:10:00Z",
        comesBack: true,
      }),
    ),
    goTo: vi.fn<RepairTools["goTo"]>(),
    openWidget: vi.fn<RepairTools["openWidget"]>(() => Promise.resolve({ end: "succeeded" })),
    reportEvents: vi.fn<RepairTools["reportEvents"]>(() => Promise.resolve()),
    reportTrouble: vi.fn<RepairTools["reportTrouble"]>(),
    askOutcome: vi.fn<RepairTools["askOutcome"]>(() => Promise.resolve(outcome("repaired"))),
    whenConnected: vi.fn<RepairTools["whenConnected"]>(() => () => undefined),
    wait: () => Promise.resolve(),
    now: () => 0,
    show: vi.fn<RepairTools["show"]>(),
    showAgain: vi.fn<RepairTools["showAgain"]>(() => Promise.resolve()),
    refresh: vi.fn(),
    signal: new AbortController().signal,
    ...parts,
  };
  const phases: string[] = [];
  let state: RepairState = idle;
  const run = async () => {
    await runRepair(LINK, tools, (event) => {
      state = reduceRepair(state, event);
      phases.push(state.phase);
    });
    return state;
  };
  return { tools, run, phases, release, removed };
}

const endsWith = (end: WidgetEnding) => () => Promise.resolve(end);

describe("running a repair", () => {
  it("opens the widget, and takes the result from the server alone", async () => {
    const { run, phases, tools, release } = bench();
    await run();
    expect(phases).toEqual(["preparing", "with_bank", "confirming", "repaired"]);
    expect(tools.askOutcome).toHaveBeenCalledExactlyOnceWith("repair-1", { end: "succeeded" });
    expect(release).toHaveBeenCalledOnce();
    expect(tools.refresh).toHaveBeenCalledOnce();
  });

  it("reads the link on after an exit, whose success Belvo may know of late, with nothing held", async () => {
    const answers = [outcome("left"), outcome("left"), outcome("repaired")];
    const { run, tools, phases, release } = bench({
      openWidget: endsWith({ end: "exited" }),
      askOutcome: vi.fn<RepairTools["askOutcome"]>(() =>
        Promise.resolve(answers.shift() ?? outcome("left")),
      ),
      wait: vi.fn<RepairTools["wait"]>(() => Promise.resolve()),
    });
    await run();
    expect(phases.slice(-3)).toEqual(["confirming", "left", "left"]);
    expect(tools.askOutcome).toHaveBeenCalledTimes(3);
    expect(tools.show).toHaveBeenLastCalledWith(outcome("repaired"));
    expect(release).toHaveBeenCalledOnce();
  });

  it("says that the person has left once Belvo has had its time", async () => {
    const { run, tools } = bench({
      openWidget: endsWith({ end: "exited" }),
      askOutcome: vi.fn<RepairTools["askOutcome"]>(() => Promise.resolve(outcome("left"))),
    });
    expect(await run()).toEqual({ phase: "left", linkId: LINK, isChecked: true });
    expect(tools.askOutcome).toHaveBeenCalledTimes(4);
  });

  it("asks no more once the person goes on after an exit", async () => {
    const calling = new AbortController();
    const { run, tools } = bench({
      openWidget: endsWith({ end: "exited" }),
      askOutcome: vi.fn<RepairTools["askOutcome"]>(() => Promise.resolve(outcome("left"))),
      wait: (ms) => {
        if (ms === 2_000) calling.abort();
        return Promise.resolve();
      },
      signal: calling.signal,
    });
    await run();
    expect(tools.askOutcome).toHaveBeenCalledTimes(2);
    expect(tools.refresh).not.toHaveBeenCalled();
  });

  it("asks for the token and the script at the same time", async () => {
    const asked: string[] = [];
    const never = new Promise<never>(() => undefined);
    const { run } = bench({
      takeFrame: () => {
        asked.push("script");
        return never;
      },
      openRepair: () => {
        asked.push("token");
        return never;
      },
    });
    void run();
    await expect.poll(() => asked).toEqual(["token", "script"]);
  });

  it("shows the new reading before it reports the end", async () => {
    const order: string[] = [];
    const { tools } = bench({ show: () => Promise.resolve(void order.push("shown")) });
    await runRepair(LINK, tools, ({ type }) => order.push(type));
    expect(order.indexOf("shown")).toBeLessThan(order.indexOf("repaired"));
  });

  it("ends as repaired when the person exits and Belvo says valid", async () => {
    const { run } = bench({
      openWidget: endsWith({ end: "exited", lastErrorCode: "login_error" }),
    });
    await expect(run()).resolves.toMatchObject({ phase: "repaired", already: false });
  });

  it("ends as still broken with the widget's last error", async () => {
    const { run } = bench({
      openWidget: endsWith({ end: "exited", lastErrorCode: "login_error" }),
      askOutcome: () => Promise.resolve(outcome("still_broken")),
    });
    await expect(run()).resolves.toMatchObject({ phase: "still_broken", code: "login_error" });
  });

  it("opens no widget when the link is connected already", async () => {
    const { run, tools } = bench({
      openRepair: () => Promise.reject(new ApiError("already_connected", "1")),
    });
    await expect(run()).resolves.toMatchObject({ phase: "repaired", already: true });
    expect(tools.openWidget).not.toHaveBeenCalled();
    expect(tools.showAgain).toHaveBeenCalledWith(LINK);
  });

  it("ends on a refusal without waiting for the script", async () => {
    const { run } = bench({
      takeFrame: () => new Promise(() => undefined),
      openRepair: () => Promise.reject(new ApiError("belvo_unreachable", "1")),
    });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "belvo_unreachable" });
  });

  it.each<WidgetFailure>([
    "widget_unreachable",
    "widget_blocked",
    "widget_no_module",
    "widget_unready",
  ])(
    "fails with the step that failed when no frame got ready, and ends the repair: %s",
    async (reason) => {
      const { run, tools } = bench({
        takeFrame: () => Promise.reject(new WidgetUnavailableError(reason)),
        askOutcome: vi.fn(() => Promise.resolve(outcome("failed"))),
      });
      await expect(run()).resolves.toMatchObject({ phase: "failed", reason });
      expect(tools.askOutcome).toHaveBeenCalledWith("repair-1", { end: "failed" });
      expect(tools.reportTrouble).toHaveBeenCalledExactlyOnceWith(reason);
    },
  );

  it.each<WidgetFailure>(["widget_broken", "widget_silent"])(
    "fails with the step that failed when the widget did not open: %s",
    async (failure) => {
      const { run, tools } = bench({
        openWidget: endsWith({ end: "failed", failure }),
        askOutcome: vi.fn(() => Promise.resolve(outcome("failed"))),
      });
      await expect(run()).resolves.toMatchObject({ phase: "failed", reason: failure });
      expect(tools.askOutcome).toHaveBeenCalledWith("repair-1", { end: "failed" });
      expect(tools.reportTrouble).toHaveBeenCalledExactlyOnceWith(failure);
    },
  );

  it("fails where the person leaves before the script is ready, and wants no frame any more", async () => {
    let unwanted: AbortSignal | undefined;
    const { run, tools } = bench({
      takeFrame: (signal) => {
        unwanted = signal;
        return new Promise(() => undefined);
      },
      awaitFrame: endsWith({ end: "failed", failure: "widget_unready" }),
      askOutcome: vi.fn(() => Promise.resolve(outcome("failed"))),
    });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "widget_unready" });
    expect(tools.openWidget).not.toHaveBeenCalled();
    expect(tools.reportTrouble).toHaveBeenCalledExactlyOnceWith("widget_unready");
    expect(unwanted?.aborted).toBe(true);
  });

  it.each<[string, Partial<RepairTools>]>([
    ["that was opened", {}],
    [
      "for which the server gave no token",
      { openRepair: () => Promise.reject(new ApiError("rate_limited", "1")) },
    ],
  ])("leaves no frame behind: one %s", async (_, parts) => {
    const { run, removed } = bench(parts);
    await run();
    await expect.poll(() => removed).toHaveBeenCalled();
  });

  it("renews an expired token, and opens the widget with the new one", async () => {
    const ends: WidgetEnd[] = [{ end: "expired" }, { end: "succeeded" }];
    const answers = [outcome("expired"), outcome("repaired")];
    const { run, phases, tools } = bench({
      openWidget: vi.fn(() => Promise.resolve(ends.shift() ?? { end: "failed" as const })),
      askOutcome: () => Promise.resolve(answers.shift() ?? outcome("failed")),
    });
    await run();
    expect(phases).toEqual([
      ...["preparing", "with_bank", "confirming"],
      ...["preparing", "with_bank", "confirming", "repaired"],
    ]);
    expect(tools.openWidget).toHaveBeenLastCalledWith(
      expect.anything(),
      expect.objectContaining({ accessToken: "token-2" }),
    );
  });

  it("renews an expired token only once", async () => {
    const { run, tools } = bench({
      openWidget: endsWith({ end: "expired" }),
      askOutcome: () => Promise.resolve(outcome("expired")),
    });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "expired" });
    expect(tools.openRepair).toHaveBeenCalledTimes(2);
  });

  it("leaves a link alone that another tab is repairing, and ends the repair that it opened", async () => {
    const { run, tools } = bench({ claim: () => Promise.resolve(null) });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "other_tab" });
    expect(tools.openWidget).not.toHaveBeenCalled();
    // The token was asked for at the press; its repair is ended, not left open.
    expect(tools.askOutcome).toHaveBeenCalledWith("repair-1", { end: "exited" });
  });

  it("reports the widget's events in batches, without holding the widget up", async () => {
    let pass: () => void = () => undefined;
    let leave: (end: WidgetEnd) => void = () => undefined;
    const { run, tools, phases } = bench({
      wait: () =>
        new Promise<void>((resolve) => {
          pass = resolve;
        }),
      openWidget: (_frame, { onEvent, onPainted }) => {
        onPainted();
        onEvent({ name: "PAGE_LOAD", page: "/loading" });
        onEvent({ name: "PAGE_LOAD", page: "/credentials" });
        return new Promise((resolve) => {
          leave = (end) => {
            onEvent({ name: "PAGE_LOAD", page: "/bye" });
            resolve(end);
          };
        });
      },
    });
    const running = run();
    await expect.poll(() => phases).toContain("with_bank");
    expect(tools.reportEvents).not.toHaveBeenCalled();
    pass();
    await expect
      .poll(() => tools.reportEvents)
      .toHaveBeenCalledExactlyOnceWith("repair-1", [
        { name: "PAGE_LOAD", page: "/loading", agoMs: 0 },
        { name: "PAGE_LOAD", page: "/credentials", agoMs: 0 },
      ]);
    leave({ end: "succeeded" });
    await running;
    expect(tools.reportEvents).toHaveBeenLastCalledWith("repair-1", [
      { name: "PAGE_LOAD", page: "/bye", agoMs: 0 },
    ]);
  });

  it("goes on when a report of the widget's events is lost", async () => {
    const { run } = bench({
      openWidget: (_frame, { onEvent }) => {
        onEvent({ name: "PAGE_LOAD", page: "/credentials" });
        return Promise.resolve({ end: "succeeded" });
      },
      reportEvents: () => Promise.reject(new ApiError("no_network", null)),
    });
    await expect(run()).resolves.toMatchObject({ phase: "repaired" });
  });

  it("reads the links again once the widget's events have been reported", async () => {
    const order: string[] = [];
    const { run } = bench({
      openWidget: (_frame, { onEvent }) => {
        onEvent({ name: "ERROR", code: "login_error" });
        return Promise.resolve({ end: "exited" });
      },
      wait: () => new Promise(() => undefined),
      reportEvents: async () => {
        await Promise.resolve();
        order.push("reported");
      },
      refresh: () => void order.push("read again"),
    });
    await run();
    expect(order).toEqual(["reported", "read again"]);
  });

  it("ends with a reading that comes before the server's answer, and shows the answer when it is there", async () => {
    let answer: (outcome: RepairOutcome) => void = () => undefined;
    let read: () => void = () => undefined;
    const stop = vi.fn();
    const { run, phases, tools } = bench({
      askOutcome: vi.fn<RepairTools["askOutcome"]>(
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      ),
      whenConnected: (_linkId, callback) => {
        read = () => callback(aLink({ state: "connected" }));
        return stop;
      },
    });
    const running = run();
    await vi.waitFor(() => expect(tools.askOutcome).toHaveBeenCalled());
    read();
    await running;
    expect(phases).toEqual(["preparing", "with_bank", "confirming", "repaired"]);
    expect(tools.show).not.toHaveBeenCalled();
    answer(outcome("repaired"));
    await vi.waitFor(() => expect(stop).toHaveBeenCalled());
    expect(tools.show).toHaveBeenCalledExactlyOnceWith(outcome("repaired"));
  });

  it("says at once that there is no network where the bank's screen did not come either", async () => {
    const { run, tools } = bench({
      takePrepared: vi.fn<RepairTools["takePrepared"]>(() =>
        Promise.resolve({
          ...{ repairId: "prepared-1", accessToken: "token" },
          expiresAt: "2026-01-01T00:10:00Z",
        }),
      ),
      takeFrame: vi.fn<RepairTools["takeFrame"]>(() =>
        Promise.reject(new WidgetUnavailableError("widget_unreachable")),
      ),
      openPrepared: vi.fn<RepairTools["openPrepared"]>(() =>
        Promise.reject(new ApiError("no_network", null)),
      ),
      askOutcome: vi.fn<RepairTools["askOutcome"]>(() =>
        Promise.reject(new ApiError("no_network", null)),
      ),
    });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "no_network" });
    expect(tools.askOutcome).toHaveBeenCalledOnce();
  });

  it("says what kept the bank's screen away where the server could not be asked either", async () => {
    const { run, tools } = bench({
      takeFrame: vi.fn<RepairTools["takeFrame"]>(() =>
        Promise.reject(new WidgetUnavailableError("widget_blocked")),
      ),
      askOutcome: vi.fn<RepairTools["askOutcome"]>(() =>
        Promise.reject(new ApiError("belvo_unreachable", null)),
      ),
    });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "widget_blocked" });
    expect(tools.askOutcome).toHaveBeenCalledOnce();
  });

  it("fails with the server's refusal when the widget was merely closed", async () => {
    const { run } = bench({
      openWidget: endsWith({ end: "exited" }),
      askOutcome: () => Promise.reject(new ApiError("belvo_unreachable", null)),
    });
    await expect(run()).resolves.toMatchObject({ reason: "belvo_unreachable" });
  });

  it("fails as not confirmed when the widget reported success and the outcome cannot be read", async () => {
    const { run } = bench({
      askOutcome: () => Promise.reject(new ApiError("belvo_unreachable", null)),
    });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "not_confirmed" });
  });
});

describe("a repair that was prepared", () => {
  const ticket = {
    repairId: "prepared-1",
    accessToken: "prepared",
    expiresAt: "2026-01-01T00:10:00Z",
  };
  const takePrepared = () => Promise.resolve(ticket);
  const refused = (code: "not_found" | "already_connected" | "no_network") =>
    vi.fn(() => Promise.reject(new ApiError(code, "1")));

  it("opens the widget with its ticket, and tells the server beside that", async () => {
    const order: string[] = [];
    const { run, tools } = bench({
      takePrepared,
      openWidget: vi.fn<RepairTools["openWidget"]>(() => {
        order.push("widget");
        return Promise.resolve({ end: "succeeded" });
      }),
      openPrepared: vi.fn(() => {
        order.push("told");
        return Promise.resolve();
      }),
    });
    await expect(run()).resolves.toMatchObject({ phase: "repaired", already: false });
    expect(order).toEqual(["widget", "told"]);
    expect(tools.openRepair).not.toHaveBeenCalled();
    expect(tools.openPrepared).toHaveBeenCalledExactlyOnceWith("prepared-1");
    expect(tools.askOutcome).toHaveBeenCalledWith("prepared-1", { end: "succeeded" });
  });

  it.each(["not_found", "already_connected"] as const)(
    "is called off where the server says %s, and asked for like any other",
    async (code) => {
      const ends: string[] = [];
      const openWidget = vi.fn<RepairTools["openWidget"]>((_frame, { accessToken, signal }) => {
        if (accessToken !== "prepared") return Promise.resolve({ end: "succeeded" });
        return new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            ends.push("closed");
            resolve({ end: "exited" });
          });
        });
      });
      const { run, tools, phases } = bench({
        takePrepared,
        openPrepared: refused(code),
        openWidget,
      });
      await expect(run()).resolves.toMatchObject({ phase: "repaired" });
      expect(ends).toEqual(["closed"]);
      expect(tools.openRepair).toHaveBeenCalledOnce();
      expect(tools.askOutcome).toHaveBeenCalledExactlyOnceWith("repair-1", { end: "succeeded" });
      expect(phases.filter((phase) => phase === "preparing")).toHaveLength(2);
    },
  );

  it("shows the link as connected where the second question says so", async () => {
    const { run } = bench({
      takePrepared,
      openPrepared: refused("already_connected"),
      openRepair: refused("already_connected"),
    });
    await expect(run()).resolves.toMatchObject({ phase: "repaired", already: true });
  });

  it("goes on where the server was not reached: what comes next makes the repair", async () => {
    const { run, tools } = bench({ takePrepared, openPrepared: refused("no_network") });
    await expect(run()).resolves.toMatchObject({ phase: "repaired" });
    expect(tools.askOutcome).toHaveBeenCalledWith("prepared-1", { end: "succeeded" });
  });

  it("is none where another tab has the link: there is nothing to end", async () => {
    const { run, tools } = bench({ takePrepared, claim: () => Promise.resolve(null) });
    await expect(run()).resolves.toMatchObject({ phase: "failed", reason: "other_tab" });
    expect(tools.askOutcome).not.toHaveBeenCalled();
    expect(tools.openPrepared).not.toHaveBeenCalled();
  });

  it("that turns out to be connected is told as that, and not asked for again", async () => {
    const { run, tools } = bench({ takePrepared: refused("already_connected") });
    await expect(run()).resolves.toMatchObject({ phase: "repaired", already: true });
    expect(tools.openRepair).not.toHaveBeenCalled();
  });

  it("asks for a new token when its own has run out", async () => {
    const answers = [outcome("expired"), outcome("repaired")];
    const { run, tools } = bench({
      takePrepared,
      askOutcome: () => Promise.resolve(answers.shift() ?? outcome("failed")),
    });
    await expect(run()).resolves.toMatchObject({ phase: "repaired" });
    expect(tools.openRepair).toHaveBeenCalledOnce();
    expect(tools.openPrepared).toHaveBeenCalledOnce();
  });
});

describe("a repair that is called off", () => {
  const never = () => new Promise<never>(() => undefined);
  const arrived = () => new Promise((resolve) => setImmediate(resolve));

  it.each<[string, Partial<RepairTools>]>([
    ["its token is on its way", { openRepair: never }],
    ["Belvo's script is on its way", { takeFrame: never }],
    ["the widget is open", { openWidget: never }],
    ["the server is asked what came of it", { askOutcome: never }],
  ])("while %s gives its link back, and tells nothing more", async (_, parts) => {
    const calling = new AbortController();
    const { tools, phases, release } = bench({ ...parts, signal: calling.signal });
    let state: RepairState = idle;
    const running = runRepair(LINK, tools, (event) => {
      state = reduceRepair(state, event);
      phases.push(state.phase);
    });
    await vi.waitFor(() => expect(tools.claim).toHaveBeenCalled());
    await arrived();
    const told = phases.length;
    calling.abort();
    await running;
    expect(release).toHaveBeenCalledOnce();
    expect(phases).toHaveLength(told);
    expect(tools.refresh).not.toHaveBeenCalled();
  });

  it("asks nothing in the name of who comes next, whatever its widget still says", async () => {
    const calling = new AbortController();
    let pass: () => void = () => undefined;
    let leave: (end: WidgetEnd) => void = () => undefined;
    let heard: Parameters<RepairTools["openWidget"]>[1] | undefined;
    const { run, tools } = bench({
      signal: calling.signal,
      openWidget: vi.fn<RepairTools["openWidget"]>((_frame, given) => {
        heard = given;
        given.onEvent({ name: "PAGE_LOAD", page: "/credentials" });
        return new Promise((resolve) => {
          leave = resolve;
        });
      }),
      wait: () =>
        new Promise((resolve) => {
          pass = resolve;
        }),
    });
    const running = run();
    await vi.waitFor(() => expect(heard).toBeDefined());
    calling.abort();
    pass();
    leave({ end: "succeeded" });
    await running;
    await arrived();
    expect(tools.askOutcome).not.toHaveBeenCalled();
    expect(tools.reportEvents).not.toHaveBeenCalled();
  });

  it("opens no widget when it is called off before", async () => {
    const calling = new AbortController();
    const { run, tools } = bench({ signal: calling.signal });
    const running = run();
    calling.abort();
    await running;
    await arrived();
    expect(tools.openWidget).not.toHaveBeenCalled();
  });

  it("tells nothing when an answer turns out to be for somebody else", async () => {
    const { run, phases, release } = bench({
      openRepair: () => Promise.reject(new OtherUserError()),
    });
    await run();
    expect(phases).toEqual(["preparing"]);
    expect(release).toHaveBeenCalledOnce();
  });
});
