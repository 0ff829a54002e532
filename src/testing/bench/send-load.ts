import { Client, type Dispatcher } from "undici";

export interface LoadRequest {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

interface Load {
  origin: string;
  /** Each sends its next request when it has its answer. */
  connections: number;
  forMs: number;
  next: () => LoadRequest;
}

export interface LoadResult {
  perSecond: number;
  /** From a request to its answer, one each. */
  ms: number[];
  /** Statuses that were not 2xx, and 0 for each request without an answer. */
  refusals: number[];
}

/** Sends requests over as many connections as there are to be, and waits for the last answer. */
export async function sendLoad({ origin, connections, forMs, next }: Load): Promise<LoadResult> {
  const result: LoadResult = { perSecond: 0, ms: [], refusals: [] };
  const began = performance.now();
  const end = began + forMs;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(origin, { pipelining: 1 });
      while (performance.now() < end) {
        const sentAt = performance.now();
        const status = await ask(client, next());
        if (status >= 200 && status < 300) result.ms.push(performance.now() - sentAt);
        else result.refusals.push(status);
      }
      await client.close();
    }),
  );
  result.perSecond = Math.round((result.ms.length / (performance.now() - began)) * 1000);
  return result;
}

/** By the client's lowest level, so that little of the machine goes to asking. */
function ask(client: Client, request: LoadRequest): Promise<number> {
  return new Promise((resolve) => {
    let answered = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart(_controller, status) {
        answered = status;
      },
      onResponseData: () => undefined,
      onResponseEnd: () => resolve(answered),
      onResponseError: () => resolve(0),
    };
    client.dispatch(request, handler);
  });
}
