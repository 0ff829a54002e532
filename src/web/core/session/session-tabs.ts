import * as v from "valibot";
import type { Api } from "../http/api.ts";

/** Who is there now, by the key of the session; `null` for nobody. Tabs may be of different versions. */
const TabMessage = v.object({ userKey: v.nullable(v.string()) });

interface Channel {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: v.InferOutput<typeof TabMessage>): void;
}

/** The browser, as far as tabs speak through it. Each part may be missing or refused. */
export interface TabsBrowser {
  BroadcastChannel?: new (name: string) => Channel;
  readonly localStorage: Pick<Storage, "setItem" | "removeItem">;
  addEventListener(
    type: "storage",
    listener: (event: Pick<StorageEvent, "key" | "newValue">) => void,
  ): void;
}

export interface SessionTabs {
  /** Tells the other tabs of this browser who has come in here; `null` when the person has left. */
  tell: (userKey: string | null) => void;
  /** Hears it from them, until the function that it returns is called. */
  hear: (heard: (userKey: string | null) => void) => () => void;
}

/**
 * Lets the tabs of a browser tell each other of entering and leaving: by a channel, or through the
 * storage where there is none. Where neither works, a tab finds out by the next answer it gets.
 */
export function createSessionTabs(
  browser: TabsBrowser,
  { nameOf }: Pick<Api, "nameOf">,
): SessionTabs {
  const name = nameOf("session");
  const listeners = new Set<(userKey: string | null) => void>();
  const pass = (data: unknown) => {
    if (!v.is(TabMessage, data)) return;
    for (const listener of listeners) listener(data.userKey);
  };
  const post = openChannel(browser, name, pass) ?? openStorage(browser, name, pass);

  return {
    tell: (userKey) => post({ userKey }),
    hear: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}

type Post = (message: v.InferOutput<typeof TabMessage>) => void;

function openChannel(
  browser: TabsBrowser,
  name: string,
  pass: (data: unknown) => void,
): Post | null {
  try {
    if (!browser.BroadcastChannel) return null;
    const channel = new browser.BroadcastChannel(name);
    channel.onmessage = ({ data }) => pass(data);
    return (message) => channel.postMessage(message);
  } catch {
    return null;
  }
}

/** What is written is taken away at once: the browser tells the other tabs of it, and keeps nothing. */
function openStorage(browser: TabsBrowser, name: string, pass: (data: unknown) => void): Post {
  browser.addEventListener("storage", ({ key, newValue }) => {
    if (key === name && newValue !== null) pass(parseJson(newValue));
  });
  return (message) => {
    try {
      browser.localStorage.setItem(name, JSON.stringify(message));
      browser.localStorage.removeItem(name);
    } catch {
      // The browser may keep nothing for us.
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
