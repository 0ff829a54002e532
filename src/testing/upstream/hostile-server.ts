import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What is done with a request that has been read whole. */
export type Mischief = (response: ServerResponse) => void;

interface HostileServer {
  url: string;
  /** Every request as it came in: its first line, its headers and its body. */
  heard: string[];
  /** Connections that were ever made. */
  connections: () => number;
  close(): Promise<void>;
}

/** A server on loopback that does these things with its requests in turn, the last one for ever. */
export async function startHostileServer(...mischief: Mischief[]): Promise<HostileServer> {
  const heard: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    void read(request).then((whole) => {
      const act = mischief[Math.min(heard.length, mischief.length - 1)];
      heard.push(whole);
      act?.(response);
    });
  });
  server.on("connection", () => (connections += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    heard,
    connections: () => connections,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const firstLine = `${request.method ?? ""} ${request.url ?? ""}`;
  return [firstLine, ...request.rawHeaders, await text(request)].join("\n");
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}
