import { beforeEach, describe, expect, it } from "vitest";
import { createFakeBrowser, createTimers, FakeStream, settle } from "../../testing/fake-tabs.ts";
import { shareStream } from "./share-stream.ts";

let browser: ReturnType<typeof createFakeBrowser>;
let timers: ReturnType<typeof createTimers>;
let streams: FakeStream[];

beforeEach(() => {
  browser = createFakeBrowser();
  timers = createTimers();
  streams = [];
});

const stream = () => streams.at(-1) ?? new FakeStream();

async function openTab() {
  const leaving = new AbortController();
  const heard: string[] = [];
  const channel = new browser.FakeChannel();
  let isTold = false;
  const wake = shareStream({
    holdLock: browser.holdLock(leaving.signal),
    channel,
    open: () => {
      const opened = new FakeStream();
      streams.push(opened);
      return opened;
    },
    after: timers.after,
    random: () => 0,
    setTold: (now) => {
      isTold = now;
    },
    heard: (type, data) => heard.push(`${type} ${data}`),
    signal: leaving.signal,
  });
  await settle();
  return {
    heard,
    wake,
    isTold: () => isTold,
    close: () => leaving.abort(),
    /** As browsers do with tabs that nobody looked at for long: it keeps its lock and hears nothing. */
    freeze: () => {
      channel.onmessage = null;
    },
  };
}

describe("the tabs of one browser", () => {
  it("share one stream", async () => {
    const tabs = [await openTab(), await openTab(), await openTab()];
    stream().say("reset");
    stream().say("change", { seq: 7 });
    await settle();
    expect(streams).toHaveLength(1);
    for (const tab of tabs) {
      expect(tab.heard).toEqual(["reset {}", 'change {"seq":7}']);
      expect(tab.isTold()).toBe(true);
    }
  });

  it("open a stream in the next tab when the tab that has it is closed", async () => {
    const [first, second, third] = [await openTab(), await openTab(), await openTab()];
    stream().say("reset");
    await settle();
    first.close();
    await settle();
    expect(streams.map(({ readyState }) => readyState)).toEqual([2, 0]);

    stream().say("reset");
    stream().say("change", { seq: 8 });
    await settle();
    expect(first.heard).toHaveLength(1);
    expect(second.heard).toHaveLength(3);
    expect(third.heard).toEqual(second.heard);
  });

  it("have a new tab read everything afresh, and no other", async () => {
    const first = await openTab();
    stream().say("reset");
    const late = await openTab();
    expect(late.isTold()).toBe(true);
    expect(late.heard).toEqual(["reset "]);
    expect(first.heard).toHaveLength(1);
  });

  it("all poll while the stream is down, until it is back", async () => {
    const tabs = [await openTab(), await openTab()];
    stream().say("reset");
    await settle();
    stream().refuse();
    await settle();
    expect(tabs.map((tab) => tab.isTold())).toEqual([false, false]);

    timers.pass(45_000);
    stream().say("reset");
    await settle();
    expect(tabs.map((tab) => tab.isTold())).toEqual([true, true]);
  });

  it("open a stream that is down at once when the person looks at any of them", async () => {
    const [leader, follower] = [await openTab(), await openTab()];
    stream().refuse();
    follower.wake();
    await settle();
    expect(streams).toHaveLength(2);
    stream().refuse();
    leader.wake();
    expect(streams).toHaveLength(3);
  });

  it("poll when the tab that has the stream no longer answers", async () => {
    const [leader, follower] = [await openTab(), await openTab()];
    stream().say("reset");
    await settle();
    expect(follower.isTold()).toBe(true);
    leader.freeze();
    follower.wake();
    await settle();
    timers.pass(10_000);
    expect(follower.isTold()).toBe(false);
  });

  it("ignore messages that they do not know", async () => {
    const tab = await openTab();
    const other = new browser.FakeChannel();
    for (const word of ["hello", null, { kind: "told" }, { kind: "sing" }]) other.postMessage(word);
    await settle();
    expect(tab.heard).toEqual([]);
    expect(tab.isTold()).toBe(false);
  });

  it("poll where the browser refuses its lock", async () => {
    const heard: string[] = [];
    shareStream({
      holdLock: () => Promise.reject(new DOMException("no storage", "SecurityError")),
      channel: new browser.FakeChannel(),
      open: () => new FakeStream(),
      after: timers.after,
      random: () => 0.5,
      setTold: () => heard.push("told"),
      heard: (type) => heard.push(type),
      signal: new AbortController().signal,
    });
    await settle();
    timers.pass(3_600_000);
    expect(heard).toEqual([]);
  });
});
