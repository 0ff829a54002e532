import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createRoutes } from "./app-env.ts";
import { listen, type Listener } from "./listen.ts";
import { answerProblem } from "./problem-answer.ts";
import { ProblemError } from "./problem-error.ts";
import { readText } from "./read-text.ts";

let listener: Listener;
afterEach(() => listener.cut());

it.each([
  ["has a length", "Content-Length: 100\r\n\r\n{"],
  ["comes in pieces", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"],
  ["is compressed", "Content-Encoding: gzip\r\nContent-Length: 100\r\n\r\n{"],
])("a caller who goes away in a body that %s is no fault of ours", async (_how, rest) => {
  let onReading: () => void;
  const reading = new Promise<void>((resolve) => (onReading = resolve));
  let onRefused: (error: unknown) => void;
  const refused = new Promise<unknown>((resolve) => (onRefused = resolve));
  const app = createRoutes();
  app.onError((error, c) => {
    onRefused(error);
    return answerProblem(c, new ProblemError("unexpected"));
  });
  app.post("/", async (c) => {
    const text = readText(c.req.raw);
    onReading();
    return c.text(await text);
  });
  listener = await listen(
    { fetch: async (request) => app.fetch(request) },
    { host: "127.0.0.1", port: 0 },
  );

  const socket = connect(listener.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`POST / HTTP/1.1\r\nHost: relink\r\n${rest}`);
  await reading;
  socket.destroy();
  expect(await refused).toMatchObject({
    code: "invalid_request",
    details: { reason: "the body was cut off" },
  });
});
