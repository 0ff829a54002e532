import * as v from "valibot";
import { TraceEvent } from "#contract/lab.ts";
import { passingBytes, keepAliveBytes, retryBytes } from "../../server/live/live-bytes.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import { createLogTrace } from "./log-trace.ts";
import type { TraceHub } from "./trace-hub.ts";

type LogTraceOptions = Parameters<typeof createLogTrace>[0];

/** What may wait for a slow reader, in bytes. Who falls behind further begins anew. */
const WAITING_BYTES = 256 * 1024;
const KEEP_ALIVE_MS = 15_000;
const BACK_IN_MS = 1_000;
const MOST_STREAMS = 12;

interface TraceFeedOptions extends LogTraceOptions {
  hub: TraceHub;
  sleep: (ms: number) => Promise<void>;
}

export interface TraceFeed {
  /**
   * @returns `null` when nobody may open one any more.
   * @throws {ProblemError} `rate_limited` when too many are open.
   */
  open(): Promise<ReadableStream<Uint8Array> | null>;
  /** Tells what is still to be told, and ends all streams. */
  close(): Promise<void>;
}

interface TraceStream {
  body: ReadableStream<Uint8Array>;
  send(bytes: Uint8Array): void;
  end(): void;
}

/** Tells whoever has it open what happens behind the page, from then on. */
export function createTraceFeed(options: TraceFeedOptions): TraceFeed {
  const { hub, sleep } = options;
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
    async open() {
      if (!mayOpen()) return null;
      await logTrace.begin();
      if (!mayOpen()) return null;

      const stream: TraceStream = createTraceStream(() => {
        stopListening();
        streams.delete(stream);
      });
      const stopListening = hub.listen((event) =>
        stream.send(passingBytes(event.event, v.parse(TraceEvent, event))),
      );
      streams.add(stream);
      void keepAlive();
      return stream.body;
    },
    async close() {
      isClosed = true;
      await logTrace.close();
      for (const stream of [...streams]) stream.end();
    },
  };
}

function createTraceStream(onClosed: () => void): TraceStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
        opened.enqueue(retryBytes(BACK_IN_MS));
      },
      cancel() {
        controller = null;
        onClosed();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
  );

  function end(): void {
    if (!controller) return;
    controller.close();
    controller = null;
    onClosed();
  }
  return {
    body,
    send(bytes) {
      if (controller && (controller.desiredSize ?? 0) > 0) controller.enqueue(bytes);
      else end();
    },
    end,
  };
}
