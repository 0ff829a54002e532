import { liveEvents, type LiveChange } from "#contract/live.ts";

const encoder = new TextEncoder();

/** One change, as it goes over the line to a user. Source: WHATWG, "Server-sent events". */
export function changeBytes(user: string, change: LiveChange): Uint8Array {
  return eventBytes(liveEvents.change, change.seq, JSON.stringify({ user, ...change }));
}

/** Tells the browser to read everything afresh; what comes later has a greater id. */
export function resetBytes(user: string, seq: number): Uint8Array {
  return eventBytes(liveEvents.reset, seq, JSON.stringify({ user }));
}

/** An event without an id, which nobody can come back for. */
export function passingBytes(event: string, data: unknown): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** How long the browser waits before it comes back. */
export function retryBytes(ms: number): Uint8Array {
  return encoder.encode(`retry: ${Math.round(ms)}\n\n`);
}

/** Shows the browser, which hears no comments, that the stream gets through. */
export function readyBytes(user: string): Uint8Array {
  return passingBytes(liveEvents.ready, { user });
}

/** Keeps proxies from closing a stream on which nothing happens. */
export const keepAliveBytes = encoder.encode(":\n\n");

function eventBytes(event: string, id: number, data: string): Uint8Array {
  return encoder.encode(`id: ${id}\nevent: ${event}\ndata: ${data}\n\n`);
}
