import { Agent, buildConnector, fetch } from "undici";

/** How long a connection may take, TLS included. */
const CONNECT_TIMEOUT_MS = 2000;

/** More calls than these at once wait for a connection, and their own time-out holds there too. */
const MAX_CONNECTIONS = 32;
/**
 * A connection is kept for less long than servers usually do: a call that changes something is not
 * made again when the other side has just hung up.
 */
const IDLE_MS = 4000;
const LONGEST_IDLE_MS = 15_000;

/** What we send. `globalThis.fetch` takes it too. */
export interface UpstreamRequest {
  method: string;
  headers: Record<string, string>;
  body: string | null;
  redirect: "manual";
  /** Ends the call, also while its body is read. */
  signal: AbortSignal;
}

/** What we read of an answer. */
export interface UpstreamResponse {
  ok: boolean;
  status: number;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
}

export type UpstreamFetch = (
  address: string,
  request: UpstreamRequest,
) => Promise<UpstreamResponse>;

interface OpenFetch {
  fetch: UpstreamFetch;
  /** Takes no more calls. Resolves when none is under way any more. */
  close: () => Promise<void>;
}

/** A fetch that, unlike Node's own, does not wait ten seconds for a connection. */
export function createUpstreamFetch({ connectTimeoutMs = CONNECT_TIMEOUT_MS } = {}): OpenFetch {
  const dispatcher = new Agent({
    connect: connectWithin(connectTimeoutMs),
    connections: MAX_CONNECTIONS,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: LONGEST_IDLE_MS,
  });

  return {
    fetch: (address, request) => fetch(address, { ...request, dispatcher }),
    close: () => dispatcher.close(),
  };
}

/** undici's own time-out may come up to a second late; here it only clears the socket away. */
function connectWithin(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs });

  return (target, callback) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      callback(new Error("no connection in time"), null);
    }, timeoutMs);

    connect(target, (...result) => {
      clearTimeout(timer);
      if (isLate) result[1]?.destroy();
      else callback(...result);
    });
  };
}
