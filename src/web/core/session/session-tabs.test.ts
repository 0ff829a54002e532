import { describe, expect, it } from "vitest";
import { createApi } from "../http/api.ts";
import { createSessionTabs, type TabsBrowser } from "./session-tabs.ts";

type StorageListener = Parameters<TabsBrowser["addEventListener"]>[1];

/** The tabs of one browser; `parts` says what they speak through. */
function createBrowser(parts: { channel?: "there" | "refused"; storage?: "there" | "refused" }) {
  const channels: Channel[] = [];
  const tabs: { storage: StorageListener[] }[] = [];
  const kept = new Map<string, string>();

  class Channel {
    onmessage: ((event: MessageEvent<unknown>) => void) | null = null;

    readonly name: string;

    constructor(name: string) {
      this.name = name;
      if (parts.channel === "refused") throw new Error("SecurityError");
      channels.push(this);
    }

    postMessage(data: unknown): void {
      for (const other of channels) {
        if (other !== this && other.name === this.name)
          other.onmessage?.(new MessageEvent("message", { data }));
      }
    }
  }
  const openTab = (): TabsBrowser & { strange: (value: string) => void } => {
    const tab: { storage: StorageListener[] } = { storage: [] };
    tabs.push(tab);
    const change = (key: string, newValue: string | null) => {
      for (const other of tabs) {
        if (other !== tab) for (const listener of other.storage) listener({ key, newValue });
      }
    };
    return {
      ...(parts.channel ? { BroadcastChannel: Channel } : {}),
      get localStorage() {
        if (parts.storage !== "there") throw new Error("SecurityError");
        return {
          setItem: (key: string, value: string) => {
            kept.set(key, value);
            change(key, value);
          },
          removeItem: (key: string) => {
            kept.delete(key);
            change(key, null);
          },
        };
      },
      addEventListener: (_type, listener) => tab.storage.push(listener),
      strange: (value) => change("relink-session", value),
    };
  };
  return { openTab, kept };
}

function hearIn(browser: TabsBrowser, baseUrl = "") {
  const heard: (string | null)[] = [];
  const api = createApi({ baseUrl, fetch: () => Promise.reject(new TypeError()), now: () => 0 });
  const tabs = createSessionTabs(browser, api);
  const stop = tabs.hear((userKey) => heard.push(userKey));
  return { ...tabs, heard, stop };
}

describe.each([
  ["a channel", { channel: "there", storage: "there" }],
  ["a channel, where nothing can be stored", { channel: "there", storage: "refused" }],
  ["the storage, where channels are refused", { channel: "refused", storage: "there" }],
  ["the storage, where there are no channels", { storage: "there" }],
] as const)("tabs that speak through %s", (_, parts) => {
  it("hear from each other who has come in and that they have left, and nothing from themselves", () => {
    const { openTab, kept } = createBrowser(parts);
    const [first, second] = [hearIn(openTab()), hearIn(openTab())];
    first.tell("key-of-elena");
    first.tell(null);
    expect(second.heard).toEqual(["key-of-elena", null]);
    expect(first.heard).toEqual([]);
    expect(kept.size).toBe(0);

    second.stop();
    first.tell("key-of-carla");
    expect(second.heard).toHaveLength(2);
  });

  it("hear nothing of who has come in at another server", () => {
    const { openTab } = createBrowser(parts);
    const page = openTab();
    const [ours, theirs] = [hearIn(page), hearIn(page, "https://b.example")];
    const [oursBeside, theirsBeside] = [hearIn(openTab()), hearIn(openTab(), "https://b.example")];
    ours.tell("key-of-elena");
    theirs.tell("key-of-carla");
    expect(oursBeside.heard).toEqual(["key-of-elena"]);
    expect(theirsBeside.heard).toEqual(["key-of-carla"]);
  });
});

it("a tab that can speak through nothing tells nobody, and works", () => {
  const { openTab } = createBrowser({ channel: "refused", storage: "refused" });
  const [first, second] = [hearIn(openTab()), hearIn(openTab())];
  first.tell("key-of-elena");
  expect(second.heard).toEqual([]);
});

it.each(["", "{", "null", '{"userKey":7}'])(
  "a message of another version is left alone: %s",
  (value) => {
    const { openTab } = createBrowser({ storage: "there" });
    const tab = openTab();
    const other = hearIn(openTab());
    tab.strange(value);
    expect(other.heard).toEqual([]);
  },
);
