import { once } from "node:events";
import { createServer, type Socket } from "node:net";

interface MuteListener {
  port: number;
  close(): Promise<void>;
}

/** A port on loopback that takes every connection and never says a word on it. */
export async function startMuteListener(): Promise<MuteListener> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");

  return {
    port: address.port,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
