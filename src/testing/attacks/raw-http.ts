import { connect, type Socket } from "node:net";
import type { RelinkApp } from "../../server/app.ts";
import { listen } from "../../server/http/listen.ts";
import { atTestEnd } from "../server-bench/open-test-store.ts";

const HOST = "127.0.0.1";
/** What has not ended by then waits for more of the request. */
const WAITS_MS = 500;

/** A port behind which the product is, for requests that no client of HTTP would send. */
interface RawPort {
  /** As the `Host` header has it. */
  host: string;
  /** Sends bytes as they are. @returns What came back until the connection was closed, or nothing more was. */
  send(bytes: string | Uint8Array): Promise<RawAnswer>;
  /** Opens a connection, sends bytes, and leaves it open. */
  open(bytes: string): Promise<Socket>;
}

interface RawAnswer {
  text: string;
  /** Of each answer that came, in their order. */
  statuses: number[];
  isClosed: boolean;
}

export async function openRawPort(app: Pick<RelinkApp, "fetch">): Promise<RawPort> {
  const listener = await listen(app, { host: HOST, port: 0 });
  atTestEnd(() => {
    listener.cut();
    return listener.close();
  });

  const open = (bytes: string | Uint8Array): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect(listener.port, HOST);
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.write(bytes);
        resolve(socket);
      });
    });

  return {
    host: `${HOST}:${listener.port}`,
    open,
    async send(bytes) {
      const socket = await open(bytes);
      let text = "";
      socket.setEncoding("latin1").on("data", (chunk: string) => (text += chunk));
      const isClosed = await new Promise<boolean>((resolve) => {
        socket.once("close", () => resolve(true));
        socket.once("error", () => resolve(true));
        socket.setTimeout(WAITS_MS, () => resolve(false));
      });
      socket.destroy();
      // An answer's head follows the body before it without a line's end.
      const found = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)];
      return { text, statuses: found.map(([, status]) => Number(status)), isClosed };
    },
  };
}
