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

type Listener = (event: { data?: unknown; lastEventId?: string }) => void;

/** An `EventSource` whose server is the test. */
export class FakeStream {
  readyState = 0;
  readonly url: string;
  readonly #listeners: { type: string; listener: Listener }[] = [];

  constructor(url = "") {
    this.url = url;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push({ type, listener });
  }

  /** The server takes the connection, the first time or again. */
  accept(): void {
    this.readyState = 1;
    this.#dispatch("open", {});
  }

  t(type: string, data: unknown = {}, id = ""): void {
    if (this.readyState === 0) this.accept();
    this.#dispatch(type, { data: JSON.stringify(data), lastEventId: id });
  }

  /** The connection is lost, and the browser tries again by itself. */
  drop(): void {
    this.readyState = 0;
    this.#dispatch("error", {});
  }

  /** The server refuses, which ends it for good. */
  refuse(): void {
    this.readyState = 2;
    this.#dispatch("error", {});
  }

  close(): void {
    this.readyState = 2;
  }

  #dispatch(type: string, event: Parameters<Listener>[0]): void {
    for (const each of this.#listeners) if (each.type === type) each.listener(event);
  }
}

/**
 * Gives the page of one test a browser that has streams.
 *
 * @returns The streams that the page opens, as it opens them.
 */
export function giveStreams(): FakeStream[] {
  const streams: FakeStream[] = [];
  class OpenedStream extends FakeStream {
    constructor(url: string) {
      super(url);
      streams.push(this);
    }
  }
  vi.stubGlobal("EventSource", OpenedStream);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return streams;
}

/** Lets promises that are on their way arrive. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
