/** Names that lead nowhere but to this machine. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Far more than any call needs. */
const MOST_BYTES = 64 * 1024;

/** Whether a call came by a name that somebody may have made lead here, to have their pages count as ours. */
export function isByForeignName({ url }: Request, hosts: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return !LOOPBACK.test(hostname) && !hosts.includes(hostname);
}

/** Whether a call comes from a page of another origin that somebody has open. */
export function isFromForeignPage({ url, headers }: Request): boolean {
  const origin = headers.get("origin");
  return origin !== null && hostOf(origin) !== new URL(url).host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * Reads a body, and never holds more of it than it may have.
 *
 * @returns The same request with its body at hand; `null` for more than 64 kB.
 */
export async function readWhole(request: Request): Promise<Request | null> {
  const body: ReadableStream<Uint8Array> | null = request.body;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return null;
    parts.push(part);
  }
  const { method, headers, url } = request;
  return new Request(url, { method, headers, body: Buffer.concat(parts) });
}
