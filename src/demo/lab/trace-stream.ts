import { retryBytes } from "../../server/live/live-bytes.ts";

/** What may wait for a slow reader, in bytes. Who falls behind further begins anew. */
const WAITING_BYTES = 256 * 1024;
const BACK_IN_MS = 1_000;

export interface TraceStream {
  body: ReadableStream<Uint8Array>;
  /** Does one thing after the other, in the order in which they were asked for. */
  inTurn(work: () => Promise<void>): void;
  /** Resolves when all that was asked for is done. */
  settled(): Promise<void>;
  send(bytes: Uint8Array): void;
  end(): void;
}

/** One reader's end of the trace. @param onClosed Told once, whoever ended it. */
export function createTraceStream(onClosed: () => void): TraceStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let last = Promise.resolve();
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
    inTurn(work) {
      last = last.then(work);
    },
    settled: () => last,
    send(bytes) {
      if (controller && (controller.desiredSize ?? 0) > 0) controller.enqueue(bytes);
      else end();
    },
    end,
  };
}
