import { describe, expect, it } from "vitest";
import { createSessionTabs, type TabsBrowser } from "./session-tabs.ts";

type StorageListener = Parameters<TabsBrowser["addEventListener"]>[1];

/** The tabs of one browser; `parts` says what they speak through. */
function createBrowser(parts: { channel?: "there" | "refused"; storage?: "there" | "refused" }) {
  const channels: Channel[] = [];
  const tabs: { storage: StorageListener[] }[] = [];
  const kept = new Map<string, string>();

  class Channel {
    onmessage: ((event: MessageEvent<unknown>) => void) | null = null;

    constructor() {
      if (parts.channel === "refused") throw new Error("SecurityError");
      channels.push(this);
    }

    postMessage(data: unknown): void {
      for (const other of channels) {
        if (other !== this) other.onmessage?.(new MessageEvent("message", { data }));
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

function hearIn(browser: TabsBrowser) {
  const heard: (string | null)[] = [];
  const tabs = createSessionTabs(browser);
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
