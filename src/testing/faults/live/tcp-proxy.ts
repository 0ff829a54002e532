import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

interface TcpProxy {
  url: string;
  /** Cuts all connections, and for a while every new one. */
  cutFor: (ms: number) => void;
  close: () => void;
}

/** Passes bytes on to a port of this machine's, on a line that can be cut. */
export async function openTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = { host: "127.0.0.1", port: Number(new URL(targetUrl).port) };
  const sockets = new Set<Socket>();
  let cutUntil = 0;

  const hold = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.pipe(other);
    // What ends one side's line ends the other's.
    socket.on("error", () => other.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((socket) => {
    if (performance.now() < cutUntil) {
      socket.on("error", () => undefined);
      socket.resetAndDestroy();
      return;
    }
    const onwards = connect(target);
    hold(socket, onwards);
    hold(onwards, socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cutFor(ms) {
      cutUntil = performance.now() + ms;
      cut();
    },
    close() {
      server.close();
      cut();
    },
  };
}
