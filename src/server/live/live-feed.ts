import { faultOf, type Log } from "../http/log.ts";
import { ProblemError } from "../http/problem-error.ts";
import { coalesce } from "../async/coalesce.ts";
import type { LinkView } from "../links/read-links.ts";
import { readHead } from "../store/log-head.ts";
import type { Store } from "../store/open-store.ts";
import { createLiveStream, type LiveStream } from "./live-stream.ts";
import { keepAliveBytes, retryBytes } from "./live-bytes.ts";
import { readEvents } from "../events/log.ts";

/** Events that are read at once. */
const BATCH = 200;
const KEEP_ALIVE_MS = 15_000;
/** A session may be ended on another instance: whether each lasts is looked up this often. */
const LOOK_EVERY_MS = 1_000;
/** Streams of one person: on a few devices, one for each tab that is looked at. */
const STREAMS_A_PERSON = 12;

interface LiveFeedOptions extends LinkView {
  store: Store;
  sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  random: () => number;
  log: Log;
  /** Those of some sessions that have not ended. */
  openSessions: (sessionKeys: readonly string[]) => Promise<Set<string>>;
}

interface Opening {
  externalId: string;
  onlyLinkId: string | null;
  sessionKey: string;
  /** The last event that the browser has seen; `null` for none. */
  lastEventId: number | null;
}

export interface LiveFeed {
  /**
   * @returns `null` when nobody may open one any more.
   * @throws {ProblemError} `rate_limited` when the person has too many open.
   */
  open(opening: Opening): Promise<ReadableStream<Uint8Array> | null>;
  /** Ends the streams of a session that has ended. */
  endSession(sessionKey: string): void;
  /** Ends all streams, and tells browsers when to come back. Resolves when nothing is read any more. */
  close(): Promise<void>;
}

/** Tells every open page what is new in the log of its person, in the order of the log. */
export function createLiveFeed(options: LiveFeedOptions): LiveFeed {
  const { store, random, log } = options;
  const streams = new Set<LiveStream>();
  /** The place in the log up to which it is known whose news there are. */
  let head = 0;
  let isClosed = false;
  const mayOpen = () => !isClosed;
  let beating: Promise<void> | null = null;
  const stopListening = store.onWrite(() => tail.request());
  const tail = coalesce(wakeThoseWithNews, (error) => {
    log.warn(faultOf(error), "the log could not be read for live updates");
    for (const stream of streams) stream.end();
  });

  async function wakeThoseWithNews(): Promise<void> {
    for (let more = true; more && streams.size > 0;) {
      const events = await readEvents(store, { after: head, limit: BATCH });
      const people = new Set(events.map(({ externalId }) => externalId));
      for (const stream of streams) if (people.has(stream.externalId)) stream.wake();
      head = events.at(-1)?.seq ?? head;
      more = events.length === BATCH;
    }
  }

  function refuseTooMany({ externalId }: Opening): void {
    const theirs = [...streams].filter((stream) => stream.externalId === externalId);
    if (theirs.length < STREAMS_A_PERSON) return;
    throw new ProblemError("rate_limited", { retryAfterMs: KEEP_ALIVE_MS, limit: "streams" });
  }

  return {
    async open(opening) {
      if (!mayOpen()) return null;
      refuseTooMany(opening);

      const newest = await readHead(store);
      if (!mayOpen()) return null;
      refuseTooMany(opening);
      if (streams.size === 0) head = newest;
      const stream = createLiveStream({
        ...options,
        ...opening,
        newest,
        retryMs: backInMs(random),
        onClosed: (closed) => streams.delete(closed),
      });
      streams.add(stream);
      stream.wake();
      beating ??= keepAlive(options, streams).finally(() => {
        beating = null;
      });
      return stream.body;
    },
    endSession(sessionKey) {
      for (const stream of streams) if (stream.sessionKey === sessionKey) stream.end();
    },
    async close() {
      isClosed = true;
      stopListening();
      const open = [...streams];
      for (const stream of open) {
        stream.send(retryBytes(backInMs(random)));
        stream.end();
      }
      await Promise.all([tail.settled(), ...open.map((stream) => stream.settled())]);
    },
  };
}

/** Not all browsers come back in the same moment. */
function backInMs(random: () => number): number {
  return 1_000 + random() * 4_000;
}

/** As long as there are streams: shows proxies that they are alive, and ends those of the past. */
async function keepAlive(options: LiveFeedOptions, streams: Set<LiveStream>): Promise<void> {
  const { sleep, now } = options;
  for (let beatAt = now(); streams.size > 0;) {
    await sleep(LOOK_EVERY_MS);
    await endThoseOfPast(options, [...streams]);
    const sinceMs = now() - beatAt;
    // The clock may have been set back.
    if (sinceMs >= 0 && sinceMs < KEEP_ALIVE_MS) continue;
    beatAt = now();
    for (const stream of streams) stream.send(keepAliveBytes);
  }
}

async function endThoseOfPast(
  { openSessions, log }: LiveFeedOptions,
  streams: readonly LiveStream[],
): Promise<void> {
  try {
    const open = await openSessions(streams.map(({ sessionKey }) => sessionKey));
    for (const stream of streams) if (!open.has(stream.sessionKey)) stream.end();
  } catch (error) {
    log.warn(faultOf(error), "sessions could not be looked up");
  }
}
