import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as v from "valibot";
import { createRoutes } from "./app-env.ts";
import { answerProblem } from "./problem-answer.ts";
import { ProblemError } from "./problem-error.ts";
import { listen, type Listener } from "./listen.ts";
import { readBody } from "./read-body.ts";

let listener: Listener;

beforeAll(async () => {
  const app = createRoutes();
  app.onError((error, c) =>
    answerProblem(c, error instanceof ProblemError ? error : new ProblemError("unexpected")),
  );
  app.post("/", async (c) => c.json(await readBody(c, v.object({ word: v.string() }))));
  listener = await listen(
    { fetch: async (request) => app.fetch(request) },
    { host: "127.0.0.1", port: 0 },
  );
});

afterAll(() => listener.cut());

/** Sends a body in pieces, and says how long it is only where the headers do. */
function post(
  pieces: readonly (string | Buffer)[],
  more: Record<string, string> = { "Transfer-Encoding": "chunked" },
): Promise<{ status: number | undefined; body: string }> {
  const headers = { "Content-Type": "application/json", ...more };
  return new Promise((resolve, reject) => {
    const to = { host: "127.0.0.1", port: listener.port, method: "POST", headers };
    const outgoing = request(to, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode, body }));
    });
    outgoing.on("error", reject);
    for (const piece of pieces) outgoing.write(piece);
    outgoing.end();
  });
}

it("a body that comes by a port in pieces is read whole", async () => {
  const answer = await post(['{"wo', 'rd":"é', '"}']);
  expect(answer).toEqual({ status: 200, body: '{"word":"é"}' });
});

it("a body that comes in pieces is refused once it is too long", async () => {
  const pieces = Array.from({ length: 70 }, () => "x".repeat(1024));
  expect((await post(pieces)).status).toBe(413);
});

it("a request without a body is refused", async () => {
  expect((await post([])).status).toBe(400);
});

it("a body with a length is read whole, up to the limit", async () => {
  const body = '{"word":"é"}';
  const length = { "Content-Length": String(Buffer.byteLength(body)) };
  expect(await post([body.slice(0, 5), body.slice(5)], length)).toEqual({ status: 200, body });
  const long = { "Content-Length": String(70 * 1024) };
  expect((await post(["x".repeat(70 * 1024)], long)).status).toBe(413);
});

it("a body that a gateway has compressed is read, up to the limit once unpacked", async () => {
  const gzip = { "Content-Encoding": "gzip" };
  const packed = gzipSync('{"word":"é"}');
  expect(await post([packed], gzip)).toEqual({ status: 200, body: '{"word":"é"}' });
  const length = { ...gzip, "Content-Length": String(packed.byteLength) };
  expect((await post([packed], length)).status).toBe(200);

  expect((await post([gzipSync("x".repeat(10_000_000))], gzip)).status).toBe(413);
  expect((await post(["not gzip"], gzip)).status).toBe(400);
  expect((await post([packed], { "Content-Encoding": "zstd" })).status).toBe(415);
});
