import { beforeEach, describe, expect, it, vi } from "vitest";
import { createWidgetFrames, originsFor, type WidgetSource } from "./widget-frames.ts";

const FOREIGN = "https://widget.example.com";
const own = window.location.origin;
const source: WidgetSource = {
  widgetUrl: "https://cdn.example/w.js",
  widgetOrigins: [FOREIGN],
};

let wanted: AbortSignal;

interface Timer {
  ms: number;
  callback: () => void;
}

/** Plays the documents in the frames: the page's side is real, what they say is said by hand. */
function page() {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const timers: Timer[] = [];
  const frames = createWidgetFrames({
    ...{ host, window },
    newNonce: () => "the-nonce",
    after: (ms, callback) => {
      const timer = { ms, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  const elements = () => [...host.querySelectorAll("iframe")];
  const pass = (ms: number) =>
    [...timers].filter((timer) => timer.ms <= ms).forEach(({ callback }) => callback());
  return { host, frames, elements, timers, pass };
}

/** Has a frame say hello, and gives its end of the port. */
async function meet(
  element: HTMLIFrameElement | undefined,
  { origin = FOREIGN, nonce = "the-nonce" } = {},
): Promise<MessagePort | undefined> {
  const inner = element?.contentWindow;
  if (!inner) throw new Error("no frame");
  const welcomed = vi.spyOn(inner, "postMessage").mockImplementation(() => undefined);
  const data = { relink: "widget-frame", nonce };
  window.dispatchEvent(new MessageEvent("message", { data, origin, source: inner }));
  const call: unknown[] | undefined = welcomed.mock.calls[0];
  await Promise.resolve();
  const ports = call?.[2];
  return Array.isArray(ports) && ports[0] instanceof MessagePort ? ports[0] : undefined;
}

const firstMessage = (port: MessagePort | undefined) =>
  new Promise<unknown>((resolve) => {
    if (port) port.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
  });

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  document.body.replaceChildren();
  wanted = new AbortController().signal;
});

describe("a widget frame", () => {
  it("is taken once Belvo's script is ready in it, and was told where that is", async () => {
    const { frames, elements } = page();
    const taking = frames.take(source, wanted);
    expect(elements()[0]?.src).toMatch(
      /^https:\/\/widget\.example\.com\/widget-frame#nonce=the-nonce&page=/,
    );
    const port = await meet(elements()[0]);
    await expect(firstMessage(port)).resolves.toEqual({
      type: "load",
      scriptUrl: source.widgetUrl,
    });
    port?.postMessage({ type: "ready" });
    await expect(taking).resolves.toHaveProperty("show");
  });

  it("cannot lead the page away, and can open a bank's own window", () => {
    const { frames, elements } = page();
    void frames.take(source, wanted).catch(() => undefined);
    const sandbox = elements()[0]?.getAttribute("sandbox");
    expect(sandbox).not.toContain("top-navigation");
    expect(sandbox).toContain("allow-popups-to-escape-sandbox");
  });

  it.each([
    ["of another origin", { origin: "https://elsewhere.example" }],
    ["without the nonce", { nonce: "a-guess" }],
  ])("that is none is given no port: one %s", async (_, hello) => {
    const { frames, elements, pass } = page();
    const taking = frames.take(source, wanted);
    await expect(meet(elements()[0], hello)).resolves.toBeUndefined();
    pass(15_000);
    await expect(taking).rejects.toMatchObject({ reason: "widget_unreachable" });
    expect(elements()).toEqual([]);
  });

  it("that shows a page of the browser's own is given up soon", async () => {
    const { frames, elements, pass } = page();
    const taking = frames.take(source, wanted);
    elements()[0]?.dispatchEvent(new Event("load"));
    pass(1_000);
    await expect(taking).rejects.toMatchObject({ reason: "widget_unreachable" });
  });

  it("whose script does not get ready in time is removed", async () => {
    const { frames, elements, pass } = page();
    const taking = frames.take(source, wanted);
    const port = await meet(elements()[0]);
    await firstMessage(port);
    pass(20_000);
    await expect(taking).rejects.toMatchObject({ reason: "widget_unready" });
    pass(200);
    expect(elements()).toEqual([]);
  });

  it("whose script is blocked says so", async () => {
    const { frames, elements } = page();
    const taking = frames.take(source, wanted);
    const port = await meet(elements()[0]);
    port?.postMessage({ type: "refused" });
    port?.postMessage({ type: "failed", reason: "widget_blocked" });
    await expect(taking).rejects.toMatchObject({ reason: "widget_blocked" });
  });
});

describe("a prepared widget frame", () => {
  it("is made once, and is for one opening", () => {
    const { frames, elements } = page();
    frames.prepare(source);
    frames.prepare(source);
    expect(elements()).toHaveLength(1);
    void frames.take(source, wanted).catch(() => undefined);
    expect(elements()).toHaveLength(1);
    void frames.take(source, wanted).catch(() => undefined);
    expect(elements()).toHaveLength(2);
  });

  it("that failed is replaced by a new one when it is wanted", async () => {
    const { frames, elements, pass } = page();
    frames.prepare(source);
    const [failed] = elements();
    pass(15_000);
    await settled();
    void frames.take(source, wanted).catch(() => undefined);
    expect(elements()).toHaveLength(1);
    expect(elements()[0]).not.toBe(failed);
  });

  it("that fails only after the press is replaced too: it was begun without internet", async () => {
    const { frames, elements, timers, pass } = page();
    frames.prepare(source);
    const [failing] = elements();
    failing?.dispatchEvent(new Event("load"));
    const taking = frames.take(source, wanted);
    const limits = timers.filter(({ ms }) => ms === 20_000);
    pass(1_000);
    await settled();
    expect(elements()).toHaveLength(1);
    expect(elements()[0]).not.toBe(failing);
    // All of it in the time that began with the press.
    expect(timers.filter(({ ms }) => ms === 20_000)).toEqual(limits);

    const port = await meet(elements()[0]);
    port?.postMessage({ type: "ready" });
    await expect(taking).resolves.toHaveProperty("show");
  });

  it("has the whole time from the press on, and no second one after that", async () => {
    const { frames, elements, timers, pass } = page();
    frames.prepare(source);
    const port = await meet(elements()[0]);
    await firstMessage(port);
    const [before] = timers.filter(({ ms }) => ms === 20_000);
    const taking = frames.take(source, wanted);
    const limits = timers.filter(({ ms }) => ms === 20_000);
    expect(limits).toHaveLength(1);
    expect(limits[0]).not.toBe(before);

    pass(20_000);
    await expect(taking).rejects.toMatchObject({ reason: "widget_unready" });
    pass(200);
    expect(elements()).toEqual([]);
  });

  it("whose document does not answer has the same time", async () => {
    const { frames, elements, timers } = page();
    frames.prepare(source);
    const taking = frames.take(source, wanted);
    timers.find(({ ms }) => ms === 20_000)?.callback();
    await expect(taking).rejects.toMatchObject({ reason: "widget_unreachable" });
    expect(elements()).toEqual([]);
  });

  it("is gone once it is wanted no more, ready or not", async () => {
    const { frames, elements, pass } = page();
    frames.prepare(source);
    const leaving = new AbortController();
    const taking = frames.take(source, leaving.signal);
    await meet(elements()[0]);
    leaving.abort();
    await expect(taking).rejects.toMatchObject({ reason: "widget_unready" });
    pass(200);
    expect(elements()).toEqual([]);
  });
});

describe("the focus, before a widget frame is shown", () => {
  /** A frame in which Belvo's script runs, beside a field in which the person types. */
  async function load(opening: "prepare" | "take") {
    const { frames, elements, pass } = page();
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    if (opening === "prepare") frames.prepare(source);
    else void frames.take(source, wanted).catch(() => undefined);
    const [frame] = elements();
    await meet(frame);
    return { ...{ frames, elements, pass, field }, takeFocus: () => frame?.focus() };
  }

  it.each([
    ["at once", () => window.dispatchEvent(new Event("blur"))],
    ["when the window is another one", () => undefined],
  ])("comes back from a frame that was prepared, and that is gone: %s", async (_, blur) => {
    const { frames, elements, field, pass, takeFocus } = await load("prepare");
    takeFocus();
    blur();
    pass(1_000);
    expect(elements()).toEqual([]);
    expect(field).toHaveFocus();

    await settled();
    void frames.take(source, wanted).catch(() => undefined);
    expect(elements()).toHaveLength(1);
  });

  it("is no matter once the person has asked for the frame", async () => {
    const { frames, elements, pass, takeFocus } = await load("prepare");
    void frames.take(source, wanted).catch(() => undefined);
    takeFocus();
    pass(1_000);
    expect(elements()).toHaveLength(1);

    const asked = await load("take");
    asked.takeFocus();
    asked.pass(1_000);
    expect(asked.elements()).toHaveLength(1);
  });
});

describe("the origin of the widget frame", () => {
  it.each([
    [[], [own]],
    [[FOREIGN], [FOREIGN]],
    [
      [FOREIGN, own],
      [FOREIGN, own],
    ],
    [
      [own, FOREIGN],
      [FOREIGN, own],
    ],
    [[own], [own]],
  ])("of %j, tries %j in this order", (widgetOrigins, tried) => {
    expect(originsFor(widgetOrigins, own)).toEqual(tried);
  });

  it("is the page's own where the other does not answer, and that is not asked again", async () => {
    const { frames, elements, pass } = page();
    const both = { ...source, widgetOrigins: [FOREIGN, own] };
    void frames.take(both, wanted).catch(() => undefined);
    pass(15_000);
    await expect.poll(() => elements().map(({ src }) => new URL(src).origin)).toEqual([own]);
    void frames.take(both, wanted).catch(() => undefined);
    expect(elements().map(({ src }) => new URL(src).origin)).toEqual([own, own]);
  });
});
