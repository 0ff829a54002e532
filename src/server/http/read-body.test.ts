import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod/mini";
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
  app.post("/", async (c) => c.json(await readBody(c, z.object({ word: z.string() }))));
  listener = await listen(
    { fetch: async (request) => app.fetch(request) },
    { host: "127.0.0.1", port: 0 },
  );
});

afterAll(() => listener.cut());

/** Sends a body in pieces, so that no header says how long it is. */
function post(pieces: readonly string[]): Promise<{ status: number | undefined; body: string }> {
  const headers = { "Content-Type": "application/json", "Transfer-Encoding": "chunked" };
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
