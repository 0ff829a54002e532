import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

/** A connection on loopback that has not been made after this long is not being made. */
const HOPELESS_MS = 100;
/** More than any queue that was asked to be of length one. */
const MAX_WAITING = 64;

/** Listens, and then stands still, so that nothing takes connections out of the queue. */
const LISTEN_AND_BLOCK = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(workerData, 0, 0);
  });
`;

interface DeafListener {
  url: string;
  close(): Promise<void>;
}

/** An address on loopback that neither takes a connection nor refuses it: its queue is full. */
export async function startDeafListener(): Promise<DeafListener> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(LISTEN_AND_BLOCK, { eval: true, workerData: gate });
  const port = Number(await new Promise((resolve) => worker.once("message", resolve)));
  const waiting = await fillQueue(port);

  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const socket of waiting) socket.destroy();
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      await worker.terminate();
    },
  };
}

async function fillQueue(port: number): Promise<Socket[]> {
  const waiting: Socket[] = [];
  while (waiting.length < MAX_WAITING) {
    const socket = connect(port, "127.0.0.1");
    waiting.push(socket);
    await Promise.race([once(socket, "connect"), sleep(HOPELESS_MS)]);
    // On a busy machine it may be we who were late: the next turn sees what has long been there.
    await nextTurn();
    if (socket.connecting) return waiting;
  }
  throw new Error("the queue does not fill");
}
