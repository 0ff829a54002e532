import { beforeEach, describe, expect, it, vi } from "vitest";
import { widgetWords as words } from "../../../testing/widget-words.ts";
import type { FromFrame, ToFrame } from "../../widget-frame/frame-messages.ts";
import { openUpdateWidget } from "./open-update-widget.ts";

const TOKEN_LIVES_MS = 600_000;

interface Timer {
  ms: number;
  callback: () => void;
}

function open({ offersHosted = false, tokenLivesMs = TOKEN_LIVES_MS } = {}) {
  const host = document.createElement("div");
  const appRoot = document.createElement("div");
  document.body.append(appRoot, host);
  const timers = new Set<Timer>();
  const told: ToFrame[] = [];
  const removed = vi.fn();
  let hear: (message: FromFrame) => void = () => undefined;
  let goBack: () => void = () => undefined;
  let connect: () => void = () => undefined;
  const calling = new AbortController();
  const onEvent = vi.fn();
  const onPainted = vi.fn();
  const ending = openUpdateWidget({
    ...{ accessToken: "the-token", tokenLivesMs, offersHosted },
    ...{ locale: "es", host, appRoot, words, onEvent, onPainted },
    frame: {
      show: vi.fn(),
      tell: (message) => void told.push(message),
      listen: (listener) => {
        hear = listener;
      },
      remove: removed,
    },
    back: {
      hold: (onBack) => {
        goBack = onBack;
      },
      release: vi.fn(() => Promise.resolve()),
    },
    after: (ms, callback) => {
      const timer = { ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    whenConnected: (callback) => {
      connect = callback;
      return vi.fn();
    },
    signal: calling.signal,
  });
  /** Lets all timers that are no longer than this end. */
  const pass = (ms: number) =>
    [...timers].filter((timer) => timer.ms <= ms).forEach(({ callback }) => callback());
  const t = (message: FromFrame) => hear(message);
  const wayOut = () => host.querySelector("button");
  return {
    ...{
      ending,
      host,
      appRoot,
      told,
      removed,
      calling,
      timers,
      pass,
      t,
      wayOut,
      onEvent,
      onPainted,
    },
    goBack: () => goBack(),
    connect: () => connect(),
  };
}

const errorEvent = (error_code: string): FromFrame => ({
  type: "event",
  data: { eventName: "ERROR", meta_data: { error_code } },
});
const page: FromFrame = { type: "event", data: { eventName: "PAGE_LOAD" } };

beforeEach(() => document.body.replaceChildren());

describe("the open widget", () => {
  it("is told its token, the person's language and the page's theme, and nothing else", () => {
    const message = { type: "open", accessToken: "the-token", locale: "es" };
    expect(open().told).toEqual([{ ...message, theme: null }]);
    document.body.dataset["theme"] = "dark";
    expect(open().told).toEqual([{ ...message, theme: "dark" }]);
    delete document.body.dataset["theme"];
  });

  it("makes the page inert while it is open, and gives it back", async () => {
    const { ending, t, host, appRoot, removed } = open();
    const root = document.documentElement;
    expect(appRoot.inert).toBe(true);
    expect(root.dataset).toHaveProperty("widget", "open");
    expect(host).toHaveAttribute("aria-label", words.title);

    t({ type: "success", data: ["link", "bank"] });
    await ending;
    expect(appRoot.inert).toBe(false);
    expect(root.dataset).not.toHaveProperty("widget");
    expect(host).not.toHaveAttribute("role");
    expect(removed).toHaveBeenCalledOnce();
  });

  it.each<[string, FromFrame, object]>([
    ["success", { type: "success", data: [] }, { end: "succeeded" }],
    ["an exit", { type: "exit", data: {} }, { end: "exited" }],
    ["Escape", { type: "escape" }, { end: "exited" }],
    ["a dead token", errorEvent("ACCESS_TOKEN_NOT_VALID"), { end: "expired" }],
    [
      "a script that throws",
      { type: "failed", reason: "widget_broken" },
      { end: "failed", failure: "widget_broken" },
    ],
  ])(
    "ends once with %s, whatever is said later, and its frame is removed",
    async (_, message, end) => {
      const { ending, t, removed } = open();
      t(message);
      t({ type: "exit", data: {} });
      t({ type: "success", data: [] });
      await expect(ending).resolves.toMatchObject(end);
      expect(removed).toHaveBeenCalledOnce();
    },
  );

  it("ends with the code of its last error", async () => {
    const { ending, t, onEvent } = open();
    t(errorEvent("login_error"));
    t({ type: "exit", data: { meta_data: {} } });
    await expect(ending).resolves.toEqual({ end: "exited", lastErrorCode: "login_error" });
    expect(onEvent).toHaveBeenCalledWith({ name: "ERROR", code: "login_error" });
  });

  it("is closed by Back, by Escape on the page, and when its repair is called off", async () => {
    const ways: ((opened: ReturnType<typeof open>) => void)[] = [
      ({ goBack }) => goBack(),
      () => void document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })),
      ({ calling }) => calling.abort(),
    ];
    for (const close of ways) {
      const opened = open();
      close(opened);
      await expect(opened.ending).resolves.toEqual({ end: "exited" });
      expect(opened.appRoot.inert).toBe(false);
    }
  });

  it("ends as failed when nothing was ever drawn or said", async () => {
    const { ending, pass } = open();
    pass(15_000);
    await expect(ending).resolves.toEqual({ end: "failed", failure: "widget_silent" });
  });

  it.each<FromFrame>([{ type: "drawn" }, page])(
    "stays open however long the person takes after %o",
    async (sign) => {
      const { ending, t, pass, removed } = open();
      t(sign);
      pass(600_000);
      expect(removed).not.toHaveBeenCalled();
      t({ type: "success", data: [] });
      await expect(ending).resolves.toEqual({ end: "succeeded" });
    },
  );

  it("ends as failed where all that was drawn is a frame that the policy refused", async () => {
    const { ending, t, pass } = open();
    t({ type: "drawn" });
    t({ type: "blank" });
    t({ type: "refused" });
    pass(15_000);
    await expect(ending).resolves.toEqual({ end: "failed", failure: "widget_silent" });
  });

  it("stays open where a refused frame is not all that there is", () => {
    const { t, pass, removed } = open();
    for (const type of ["drawn", "blank", "drawn"] as const) t({ type });
    pass(15_000);
    t(page);
    t({ type: "blank" });
    pass(15_000);
    expect(removed).not.toHaveBeenCalled();
  });

  it("ends with success a while after the link is connected, if it has not ended by itself", async () => {
    const { ending, connect, pass, removed } = open();
    connect();
    expect(removed).not.toHaveBeenCalled();
    pass(4_000);
    await expect(ending).resolves.toEqual({ end: "succeeded" });
  });
});

describe("the way out", () => {
  it("is offered after eight seconds without a word, also when something was drawn", async () => {
    const { ending, t, pass, wayOut } = open();
    t({ type: "drawn" });
    expect(wayOut()).toBeNull();
    pass(8_000);
    expect(wayOut()).toHaveTextContent("Close");
    wayOut()?.click();
    await expect(ending).resolves.toEqual({ end: "exited" });
    expect(wayOut()).toBeNull();
  });

  it("of a screen that is blank ends as what failed, and not as what the person left", async () => {
    const { ending, t, wayOut } = open();
    t({ type: "drawn" });
    t({ type: "blank" });
    t({ type: "refused" });
    wayOut()?.click();
    await expect(ending).resolves.toEqual({ end: "failed", failure: "widget_silent" });
  });

  it("is not in the way of who has heard from the widget", () => {
    const { t, pass, wayOut } = open();
    t(page);
    pass(8_000);
    expect(wayOut()).toBeNull();
  });

  it("is put off by another screen, and not by what is said on the same one", () => {
    const { t, timers } = open();
    const onScreen = (name: string): FromFrame => ({
      type: "event",
      data: { eventName: "PAGE_LOAD", meta_data: { page: name } },
    });
    const minute = () => [...timers].find(({ ms }) => ms === 60_000);
    t(onScreen("/loading"));
    const first = minute();
    for (const again of [onScreen("/loading"), page, errorEvent("login_error")]) t(again);
    expect(minute()).toBe(first);
    t(onScreen("/credentials"));
    expect(minute()).not.toBe(first);
  });

  it("is offered at once where the policy refused something", () => {
    const { t, wayOut } = open();
    t({ type: "refused" });
    expect(wayOut()).not.toBeNull();
  });
});

describe("Belvo's own page", () => {
  it("is offered beside the way out, where it is another way", async () => {
    const { ending, host, pass } = open({ offersHosted: true });
    pass(8_000);
    const [hosted, leave] = host.querySelectorAll("button");
    expect([hosted?.textContent, leave?.textContent]).toEqual(["Belvo's page", "Close"]);
    hosted?.click();
    await expect(ending).resolves.toEqual({ end: "exited", next: "hosted" });
  });

  it("is not, where the setting leaves it out", () => {
    const { host, pass } = open();
    pass(8_000);
    expect(host.querySelectorAll("button")).toHaveLength(1);
  });
});

describe("the end of the token, by our own clock", () => {
  const NEARLY_MS = TOKEN_LIVES_MS - 90_000;

  it("is told a while before, and a fresh screen is offered", async () => {
    const { ending, host, t, pass } = open();
    t(page);
    pass(NEARLY_MS - 1);
    expect(host).not.toHaveTextContent("It closes soon");
    pass(NEARLY_MS);
    expect(host).toHaveTextContent("It closes soon");
    host.querySelector("button")?.click();
    await expect(ending).resolves.toEqual({ end: "expired", next: "again" });
  });

  it("is not told at the beginning of a short life", () => {
    const { host, t, pass } = open({ tokenLivesMs: 60_000 });
    t(page);
    pass(44_999);
    expect(host).not.toHaveTextContent("It closes soon");
    pass(45_000);
    expect(host).toHaveTextContent("It closes soon");
  });

  it("makes a bare invalid_token mean the token: before, it is the bank's code that was wrong", async () => {
    const { ending, t, pass, removed } = open();
    t(errorEvent("invalid_token"));
    expect(removed).not.toHaveBeenCalled();
    pass(NEARLY_MS);
    t(errorEvent("invalid_token"));
    await expect(ending).resolves.toMatchObject({ end: "expired", lastErrorCode: "invalid_token" });
  });
});

it("a success tells which link it names", async () => {
  const { ending, t } = open();
  t({ type: "success", data: ["link-2", "bank"] });
  await expect(ending).resolves.toEqual({ end: "succeeded", namedLinkId: "link-2" });
});

describe("that the widget is painted", () => {
  it.each<[string, FromFrame, number]>([
    ["soon after its first word", { type: "event", data: { eventName: "PAGE_LOAD" } }, 100],
    ["half a second after something was put into its frame", { type: "drawn" }, 500],
  ])("is told %s, and once", (_, message, ms) => {
    const { t, pass, onPainted } = open();
    t(message);
    pass(ms - 1);
    expect(onPainted).not.toHaveBeenCalled();
    pass(ms);
    expect(onPainted).toHaveBeenCalledOnce();
  });

  it("is told by its word, where that comes after the drawing", () => {
    const { t, pass, onPainted } = open();
    t({ type: "drawn" });
    t({ type: "event", data: { eventName: "PAGE_LOAD" } });
    t({ type: "event", data: { eventName: "PAGE_LOAD" } });
    pass(100);
    expect(onPainted).toHaveBeenCalledOnce();
  });

  it("is not told once it has ended", async () => {
    const { ending, t, pass, goBack, onPainted } = open();
    t({ type: "drawn" });
    goBack();
    await ending;
    pass(1_000);
    expect(onPainted).not.toHaveBeenCalled();
  });
});
