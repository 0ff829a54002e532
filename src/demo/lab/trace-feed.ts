import * as v from "valibot";
import { TraceEvent } from "#contract/lab.ts";
import { passingBytes, keepAliveBytes } from "../../server/live/live-bytes.ts";
import { faultOf } from "../../server/http/log.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import { findOwners } from "./find-owners.ts";
import { createLogTrace } from "./log-trace.ts";
import { linksIn, ofPerson } from "./of-person.ts";
import type { TraceHub } from "./trace-hub.ts";
import { createTraceStream, type TraceStream } from "./trace-stream.ts";

type LogTraceOptions = Parameters<typeof createLogTrace>[0];

const KEEP_ALIVE_MS = 15_000;
const MOST_STREAMS = 12;

interface TraceFeedOptions extends LogTraceOptions {
  hub: TraceHub;
  sleep: (ms: number) => Promise<void>;
}

export interface TraceFeed {
  /**
   * @param externalId Whose: nothing of anybody else is told.
   * @returns `null` when nobody may open one any more.
   * @throws {ProblemError} `rate_limited` when too many are open.
   */
  open(externalId: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Tells what is still to be told, and ends all streams. */
  close(): Promise<void>;
}

/** Tells whoever has it open what happens behind one person's page, from then on. */
export function createTraceFeed(options: TraceFeedOptions): TraceFeed {
  const { hub, store, sleep, log } = options;
  const streams = new Set<TraceStream>();
  const logTrace = createLogTrace(options);
  let isClosed = false;
  let isBeating = false;

  function mayOpen(): boolean {
    if (!isClosed && streams.size >= MOST_STREAMS) {
      throw new ProblemError("rate_limited", { retryAfterMs: KEEP_ALIVE_MS });
    }
    return !isClosed;
  }

  async function keepAlive(): Promise<void> {
    if (isBeating) return;
    isBeating = true;
    while (streams.size > 0) {
      await sleep(KEEP_ALIVE_MS);
      for (const stream of [...streams]) stream.send(keepAliveBytes);
    }
    isBeating = false;
  }

  return {
    async open(externalId) {
      if (!mayOpen()) return null;
      await logTrace.begin();
      if (!mayOpen()) return null;

      const stream: TraceStream = createTraceStream(() => {
        stopListening();
        streams.delete(stream);
      });
      const stopListening = hub.listen((event) =>
        stream.inTurn(() => tell(event, stream, externalId)),
      );
      streams.add(stream);
      void keepAlive();
      return stream.body;
    },
    async close() {
      isClosed = true;
      await logTrace.close();
      await Promise.all([...streams].map((stream) => stream.settled()));
      for (const stream of [...streams]) stream.end();
    },
  };

  async function tell(event: TraceEvent, stream: TraceStream, externalId: string): Promise<void> {
    try {
      const owners = await findOwners(store, linksIn(event));
      const own = ofPerson(event, { externalId, owners });
      if (own) stream.send(passingBytes(own.event, v.parse(TraceEvent, own)));
    } catch (error) {
      log.warn(faultOf(error), "the lab could not be told of an event");
    }
  }
}
