import type { OutgoingHttpHeaders } from "node:http";
import { pipeline, Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Mischief } from "./hostile-server.ts";

const MIB = 1024 * 1024;
const DRIP_MS = 5;
/** Time to read what has come: a reset on its heels would be taken for its end. */
const READ_MS = 20;
const BOMB = gzipSync(Buffer.alloc(20 * MIB, " "));

export const blackHole: Mischief = () => undefined;

export const reset: Mischief = (response) => response.socket?.resetAndDestroy();

/** Goes away in the middle of an answer whose length it has promised. */
export const resetInTheMiddle: Mischief = (response) => {
  response.writeHead(200, { "Content-Length": 1000 });
  response.write('{"results":[');
  setTimeout(() => response.socket?.resetAndDestroy(), READ_MS);
};

/** Hangs up politely in the middle of an answer whose length it has promised. */
export const hangUpInTheMiddle: Mischief = (response) => {
  response.writeHead(200, { "Content-Length": 1000 });
  response.write('{"results":[', () => response.socket?.end());
};

/** A byte now and then, so that nothing is ever idle. */
export function slowDrip(onDrip: () => void): Mischief {
  return (response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    const drip = setInterval(() => response.write(" ", onDrip), DRIP_MS);
    response.on("close", () => {
      clearInterval(drip);
    });
  };
}

/** Ten times what is read of an answer. */
export const flood: Mischief = (response) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  pipeline(Readable.from(spaces(50)), response, () => undefined);
};

/** The same, small on the line. */
export const zipBomb: Mischief = (response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" });
  response.end(BOMB);
};

export const anotherProtocol: Mischief = (response) => response.socket?.end("SSH-2.0-x\r\n");

export function answer(status: number, body: string, headers: OutgoingHttpHeaders = {}): Mischief {
  return (response) => response.writeHead(status, headers).end(body);
}

export function json(body: unknown, status = 200, headers: OutgoingHttpHeaders = {}): Mischief {
  return answer(status, JSON.stringify(body), { "Content-Type": "application/json", ...headers });
}

function* spaces(mebibytes: number): Generator<Buffer> {
  for (let count = 0; count < mebibytes; count += 1) yield Buffer.alloc(MIB, " ");
}
