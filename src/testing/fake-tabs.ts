import { onTestFinished, vi } from "vitest";

/** Timers that run when a test says so. */
export function createTimers() {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  return {
    after: (ms: number, work: () => void) => {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pass: (ms: number) => {
      const until = now + ms;
      for (let next = soonest(); next && next.at <= until; next = soonest()) {
        const due = next;
        timers = timers.filter((each) => each !== due);
        now = due.at;
        due.work();
      }
      now = until;
    },
  };

  function soonest() {
    return timers.toSorted((a, b) => a.at - b.at)[0];
  }
}

/** An `EventSource` whose server is the test. */
export class FakeStream {
  readyState = 0;
  readonly #listeners: { type: string; listener: (event: { data?: unknown }) => void }[] = [];

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.push({ type, listener });
  }

  /** The server takes the connection, the first time or again. */
  accept(): void {
    this.readyState = 1;
    this.#dispatch("open");
  }

  say(type: string, data: unknown = {}): void {
    if (this.readyState === 0) this.accept();
    this.#dispatch(type, JSON.stringify(data));
  }

  /** The connection is lost, and the browser tries again by itself. */
  drop(): void {
    this.readyState = 0;
    this.#dispatch("error");
  }

  /** The server refuses, which ends it for good. */
  refuse(): void {
    this.readyState = 2;
    this.#dispatch("error");
  }

  close(): void {
    this.readyState = 2;
  }

  #dispatch(type: string, data?: string): void {
    for (const each of this.#listeners) if (each.type === type) each.listener({ data });
  }
}

/** What the tabs of one browser share: a lock, and a channel that each hears but from itself. */
export function createFakeBrowser() {
  const channels = new Set<FakeChannel>();
  let lock: Promise<unknown> = Promise.resolve();

  class FakeChannel {
    onmessage: ((event: MessageEvent) => void) | null = null;

    constructor() {
      channels.add(this);
    }

    postMessage(message: unknown): void {
      for (const other of channels) {
        if (other === this) continue;
        queueMicrotask(() =>
          other.onmessage?.(new MessageEvent("message", { data: structuredClone(message) })),
        );
      }
    }

    close(): void {
      this.onmessage = null;
      channels.delete(this);
    }
  }

  return {
    FakeChannel,
    holdLock: (signal: AbortSignal) => (work: () => Promise<void>) => {
      lock = lock.then(() => (signal.aborted ? undefined : work()));
      return lock;
    },
  };
}

/**
 * Gives the page of one test a browser that can share a stream among its tabs.
 *
 * @returns The streams that the page opens, as it opens them.
 */
export function giveBrowser(): FakeStream[] {
  const streams: FakeStream[] = [];
  const browser = createFakeBrowser();
  class OpenedStream extends FakeStream {
    constructor() {
      super();
      streams.push(this);
    }
  }
  const request = (
    name: string,
    { signal }: { signal?: AbortSignal },
    work: (lock: object) => Promise<void>,
  ) => (signal ? browser.holdLock(signal)(() => work({ name })) : work({ name }));

  vi.stubGlobal("BroadcastChannel", browser.FakeChannel);
  vi.stubGlobal("EventSource", OpenedStream);
  Object.defineProperty(navigator, "locks", { configurable: true, value: { request } });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, "locks");
    vi.unstubAllGlobals();
  });
  return streams;
}

/** Lets promises that are on their way arrive. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
