import type { TraceEvent } from "#contract/lab.ts";
import type { UpstreamFetch, UpstreamResponse } from "../../server/belvo/upstream-fetch.ts";
import { timestamp } from "../../server/store/timestamp.ts";
import { presentable, presentablePath } from "./blank-secrets.ts";
import type { TraceHub } from "./trace-hub.ts";

/** More of an answer is not looked at. */
const MOST_BYTES = 1024 * 1024;

type Call = Extract<TraceEvent, { event: "belvo_call" }>;
type Ending = Pick<Call, "status" | "answer" | "failure">;

interface TraceOptions {
  hub: TraceHub;
  now: () => number;
  newId: () => string;
}

/** Sends every call to Belvo to whoever listens, without changing any. */
export function traceCalls(fetch: UpstreamFetch, { hub, now, newId }: TraceOptions): UpstreamFetch {
  return async (address, request) => {
    if (!hub.hasListeners()) return fetch(address, request);

    const begunAt = now();
    const send = (ending: Ending) =>
      hub.send({
        event: "belvo_call",
        id: newId(),
        at: timestamp(begunAt),
        method: request.method,
        path: presentablePath(address),
        ms: Math.max(0, Math.round(now() - begunAt)),
        request: request.body === null ? null : presentable(request.body).json,
        ...ending,
      });

    try {
      return observed(await fetch(address, request), send);
    } catch (error) {
      const failure = request.signal.aborted ? "timed_out" : "no_answer";
      send({ status: null, answer: null, failure });
      throw error;
    }
  };
}

/** The same answer; it is sent on when its body has been read, or as far as it has. */
function observed(response: UpstreamResponse, send: (ending: Ending) => void): UpstreamResponse {
  const { ok, status, headers, body } = response;
  if (!body) {
    send({ status, answer: null, failure: null });
    return response;
  }

  async function* passOn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const decoder = new TextDecoder();
    let text = "";
    let isWhole = false;
    try {
      for await (const chunk of chunks) {
        if (text.length < MOST_BYTES) text += decoder.decode(chunk, { stream: true });
        yield chunk;
      }
      isWhole = true;
    } finally {
      const { isJson, json } = presentable(text);
      const failure = !isWhole ? "cut_off" : isJson ? null : "not_json";
      send({ status, answer: json, failure });
    }
  }
  return { ok, status, headers, body: passOn(body) };
}
