import { liveEvents } from "#contract/live.ts";

/** The browser's `EventSource`, as far as it is used. */
export interface EventStream {
  readonly readyState: number;
  addEventListener(
    type: string,
    listener: (event: { data?: unknown; lastEventId?: string }) => void,
  ): void;
  close(): void;
}

export interface ConnectTools {
  /** Opens a stream of what came after an event; of everything anew when it is `null`. */
  open: (lastEventId: string | null) => EventStream;
  /** The newest event that the page knows of. */
  lastEventId: string | null;
  /** Runs `work` later; the function it returns cancels that. */
  after: (ms: number, work: () => void) => () => void;
  /** From 0 to 1. */
  random: () => number;
  onEvent: (type: string, data: unknown) => void;
  /** Whether events get through. */
  onLive: (isLive: boolean) => void;
  /** The server answered with something else: perhaps the person is no longer signed in. */
  onRefused: () => void;
}

interface LiveConnection {
  /** Opens the stream where it was left, unless it is open; also before the next try is due. */
  resume: () => void;
  pause: () => void;
}

/** How long a stream may be silent before it has shown that events get through. */
const SILENCE_MS = 10_000;
const TRY_AGAIN_MS = 60_000;
const CLOSED = 2;

/**
 * Keeps one stream of the server's events open from `resume` to `pause`. The browser resumes a stream
 * that broke; what it leaves to us is one that was refused, and one whose events are held up on the
 * way, as some proxies do: it opens, and stays silent.
 */
export function connectLive(tools: ConnectTools): LiveConnection {
  const { open, after, random, onEvent, onLive, onRefused } = tools;
  let { lastEventId } = tools;
  let stream: EventStream | null = null;
  let timeout: (() => void) | null = null;

  const cancelTimeout = () => {
    timeout?.();
    timeout = null;
  };
  const wait = (ms: number, work: () => void) => {
    cancelTimeout();
    timeout = after(ms, work);
  };
  const close = () => {
    cancelTimeout();
    stream?.close();
    stream = null;
  };
  const fail = () => {
    close();
    // Not all browsers come back in the same moment.
    wait(TRY_AGAIN_MS * (0.75 + random() / 2), start);
    onLive(false);
  };
  const start = () => {
    const opened = open(lastEventId);
    stream = opened;
    wait(SILENCE_MS, fail);
    for (const type of Object.values(liveEvents)) {
      opened.addEventListener(type, ({ data, lastEventId: id }) => {
        cancelTimeout();
        if (id !== undefined && id !== "") lastEventId = id;
        onLive(true);
        onEvent(type, data);
      });
    }
    opened.addEventListener("error", () => {
      if (opened.readyState === CLOSED) {
        fail();
        onRefused();
      } else if (!timeout) wait(SILENCE_MS, fail);
    });
  };
  return {
    resume: () => {
      if (!stream) start();
    },
    pause: close,
  };
}
