import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can be made as bad as ways are. */
export interface Proxy {
  url: string;
  /** Lets nothing through, and closes nothing: what a lost network looks like. */
  stall(): void;
  /** Closes all connections, and takes no new one. */
  cut(): void;
  /** Lets everything through that waits, and whatever comes. */
  restore(): void;
  close(): Promise<void>;
}

export async function openProxy(serverUrl: string): Promise<Proxy> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isStalled = false;
  let isCut = false;

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => to.write(data)).on("end", () => to.end());
      from.on("error", () => to.destroy()).on("close", () => sockets.delete(from));
      if (isStalled) from.pause();
    }
    if (isCut) destroyAll();
  });
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = new URL(serverUrl);
  url.port = String(address.port);

  return {
    url: url.href,
    stall() {
      isStalled = true;
      for (const socket of sockets) socket.pause();
    },
    cut() {
      isCut = true;
      destroyAll();
    },
    restore() {
      isStalled = false;
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
