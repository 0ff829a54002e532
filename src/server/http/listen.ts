import { createServer as createHttpServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";

/** A person's browser on a slow line needs seconds for its headers, not minutes. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const IDLE_CHECK_MS = 50;
const PROMPT_MS = 10;

/** Where requests come in. */
export interface Listener {
  port: number;
  /** From now on each answer is the last on its connection, and says so. */
  sendAway(): void;
  /** Takes nothing new. Resolves when what was under way has been answered. */
  close(): Promise<void>;
  /** Cuts whatever is still open. */
  cut(): void;
}

/**
 * @param port 0 for any that is free.
 * @throws {Error} With a sentence for the person at the terminal.
 */
export function listen(
  app: { fetch(request: Request, peer?: string): Promise<Response> },
  { host, port }: { host: string; port: number },
): Promise<Listener> {
  let sendsAway = false;
  const answer = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await app.fetch(request, incoming.socket.remoteAddress);
      // Decided here and not when the request came, which may be long ago.
      if (sendsAway) outgoing.setHeader("Connection", "close");
      return response;
    },
    { overrideGlobalObjects: false },
  );
  const http = createHttpServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  const listener = {
    sendAway() {
      sendsAway = true;
    },
    close: closing(http),
    cut() {
      http.closeAllConnections();
    },
  };
  return new Promise((resolve, reject) => {
    http.once("error", (error) => reject(new Error(reasonOf(error, host, port))));
    http.listen(port, host, () => resolve({ ...listener, port: portOf(http) }));
  });
}

/** A browser keeps its connection open when it has its answer, and opens some before it asks. */
function closing(http: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  http.on("connection", (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });

  return async () => {
    await catchUp(() => accepted);
    http.close();
    while (sockets.size > 0) {
      await catchUp(() => accepted);
      http.closeIdleConnections();
      // For Node, a connection that nothing was asked on yet is a request under way.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      await sleep(IDLE_CHECK_MS);
    }
  };
}

/**
 * A connection is not idle while the system holds a request of it that we, being busy, have not read.
 * So this waits until nobody waits to be let in, and we look as often as requests can come.
 *
 * @param countAccepted How many connections there have been; a turn may accept one only.
 */
async function catchUp(countAccepted: () => number): Promise<void> {
  for (let isBehind = true; isBehind;) {
    const [since, before] = [performance.now(), countAccepted()];
    // What the first turn accepts, the second reads from.
    await nextTurn();
    await nextTurn();
    isBehind = performance.now() - since > PROMPT_MS || countAccepted() > before;
  }
}

function portOf(http: Server): number {
  const address = http.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
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
