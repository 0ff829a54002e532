import { beforeEach, describe, expect, it, vi } from "vitest";
import { widgetWords as words } from "../../../testing/widget-words.ts";
import { awaitFrame } from "./await-frame.ts";
import type { WidgetEnding } from "./open-update-widget.ts";
import type { ReadyFrame } from "./widget-frames.ts";

const frame: ReadyFrame = { show: vi.fn(), tell: vi.fn(), listen: vi.fn(), remove: vi.fn() };

function wait({ waitedMs = 0, offersHosted = false } = {}) {
  const host = document.createElement("div");
  const appRoot = document.createElement("div");
  document.body.append(appRoot, host);
  const timers = new Map<number, () => void>();
  let get: (got: ReadyFrame | WidgetEnding) => void = () => undefined;
  let goBack: () => void = () => undefined;
  const calling = new AbortController();
  const release = vi.fn(() => Promise.resolve());
  const waiting = awaitFrame({
    ...{ waitedMs, offersHosted, words, host, appRoot, signal: calling.signal },
    taking: new Promise((resolve) => {
      get = resolve;
    }),
    back: {
      hold: (onBack) => {
        goBack = onBack;
      },
      release,
    },
    after: (ms, callback) => {
      timers.set(ms, callback);
      return () => timers.delete(ms);
    },
  });
  const pass = (ms: number) => timers.get(ms)?.();
  const buttons = () => [...host.querySelectorAll("button")];
  return {
    ...{ waiting, appRoot, timers, calling, release, pass, buttons },
    get: (got: ReadyFrame | WidgetEnding) => get(got),
    goBack: () => goBack(),
  };
}

beforeEach(() => document.body.replaceChildren());

describe("the wait for a widget frame", () => {
  it("leaves the page to the person while it is short", async () => {
    const { waiting, appRoot, timers, get, release } = wait();
    expect(appRoot.inert).toBeFalsy();
    get(frame);
    await expect(waiting).resolves.toBe(frame);
    expect(timers.size).toBe(0);
    expect(release).not.toHaveBeenCalled();
  });

  it("has a way out eight seconds after the press, where the focus is", async () => {
    const { waiting, appRoot, pass, buttons } = wait({ waitedMs: 1_500 });
    pass(6_500);
    expect(appRoot.inert).toBe(true);
    expect(buttons().map(({ textContent }) => textContent)).toEqual(["Close"]);
    expect(buttons()[0]).toHaveFocus();
    buttons()[0]?.click();
    await expect(waiting).resolves.toEqual({ end: "failed", failure: "widget_unready" });
    expect(appRoot.inert).toBe(false);
    expect(buttons()).toEqual([]);
  });

  it("leads to Belvo's own page, where that is another way", async () => {
    const { waiting, pass, buttons } = wait({ offersHosted: true });
    pass(8_000);
    buttons()[0]?.click();
    await expect(waiting).resolves.toMatchObject({ end: "failed", next: "hosted" });
  });

  it("gives the page back before the widget takes it, when the frame comes late", async () => {
    const { waiting, appRoot, pass, get, buttons } = wait();
    pass(8_000);
    get(frame);
    await expect(waiting).resolves.toBe(frame);
    expect(appRoot.inert).toBe(false);
    expect(buttons()).toEqual([]);
  });

  it.each<[string, (waited: ReturnType<typeof wait>) => void]>([
    ["by Back", ({ goBack }) => goBack()],
    ["when its repair is called off", ({ calling }) => calling.abort()],
  ])("ends %s, and gives the page back once, whatever comes then", async (_, end) => {
    const waited = wait();
    waited.pass(8_000);
    end(waited);
    waited.get(frame);
    await expect(waited.waiting).resolves.toMatchObject({ end: "failed" });
    expect(waited.appRoot.inert).toBe(false);
    expect(waited.release).toHaveBeenCalledOnce();
  });
});
