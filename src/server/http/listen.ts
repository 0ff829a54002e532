import { createServer as createHttpServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { RelinkServer } from "./create-server.ts";

/** A person's browser on a slow line needs seconds for its headers, not minutes. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** @throws {Error} With a sentence for the person at the terminal. */
export function listen(
  server: RelinkServer,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const answer = getRequestListener((request) => server.fetch(request), {
    overrideGlobalObjects: false,
  });
  const listener = createHttpServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  return new Promise((resolve, reject) => {
    listener.once("error", (error) => reject(new Error(reasonOf(error, host, port))));
    listener.listen(port, host, () => resolve(listener));
  });
}

function reasonOf({ code = "unknown" }: NodeJS.ErrnoException, host: string, port: number): string {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program. Stop it, or set PORT to another.`,
    EACCES: `Port ${port} may not be used by this user. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${host} is not an address of this machine.`,
  };
  return reasons[code] ?? `Relink could not listen on ${host}, port ${port} (${code}).`;
}
