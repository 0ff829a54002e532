import { liveEvents } from "#contract/live.ts";

/** The browser's `EventSource`, as far as it is used. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

/** How long a stream may be silent before it has shown that events get through. */
const SILENCE_MS = 10_000;
const TRY_AGAIN_MS = 60_000;
const CLOSED = 2;

export interface StreamTools {
  open: () => EventStream;
  /** Runs `work` later; the function it returns calls that off. */
  after: (ms: number, work: () => void) => () => void;
  /** From 0 to 1. */
  random: () => number;
  /** The server said something, so the stream is alive. */
  heard: (type: string, data: unknown) => void;
  /** Nothing gets through; it is tried again later. */
  lost: () => void;
}

/**
 * Keeps one stream of the server's events open. The browser resumes a stream that broke; what it
 * leaves to us is one that was refused, and one whose events are held up on the way, as some proxies
 * do: it opens, and stays silent.
 */
export function keepStream({ open, after, random, heard, lost }: StreamTools) {
  let source: EventStream | null = null;
  let callOff: (() => void) | null = null;

  const settle = () => {
    callOff?.();
    callOff = null;
  };
  const wait = (ms: number, work: () => void) => {
    settle();
    callOff = after(ms, work);
  };
  const fail = () => {
    source?.close();
    source = null;
    // Not all browsers come back in the same moment.
    wait(TRY_AGAIN_MS * (0.75 + random() / 2), start);
    lost();
  };
  const start = () => {
    wait(SILENCE_MS, fail);
    source = open();
    listen(source, {
      heard,
      works: settle,
      broke: () => {
        if (!callOff) wait(SILENCE_MS, fail);
      },
      refused: fail,
    });
  };
  start();

  return {
    /** Tries at once, where the next try is still to come. */
    wake: () => {
      if (!source) start();
    },
    close: () => {
      settle();
      source?.close();
    },
  };
}

interface StreamListeners extends Pick<StreamTools, "heard"> {
  works: () => void;
  /** The browser is at it. */
  broke: () => void;
  refused: () => void;
}

function listen(stream: EventStream, { heard, works, broke, refused }: StreamListeners): void {
  let isProven = false;
  for (const type of Object.values(liveEvents)) {
    stream.addEventListener(type, ({ data }) => {
      isProven = true;
      works();
      heard(type, data);
    });
  }
  // One that resumes has nothing to say when nothing was missed.
  stream.addEventListener("open", () => {
    if (isProven) works();
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === CLOSED) refused();
    else broke();
  });
}
