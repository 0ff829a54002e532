import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";

const HEADERS = {
  "Content-Type": "text/event-stream",
  // `no-transform`: to be compressed, a stream would have to wait.
  "Cache-Control": "no-cache, no-store, no-transform",
  // Source: nginx, "X-Accel-Buffering".
  "X-Accel-Buffering": "no",
};

/**
 * Answers with a stream of server-sent events, to pages of ours alone.
 *
 * @param open Gives `null` when no stream can be had.
 */
export async function answerStream(
  c: Context<AppEnv>,
  open: () => Promise<ReadableStream<Uint8Array> | null>,
): Promise<Response> {
  const site = c.req.header("Sec-Fetch-Site");
  if (site === "cross-site" || site === "same-site") throw new ProblemError("forbidden_origin");

  // It would be held open for somebody who reads none of it.
  if (c.req.method === "HEAD") return c.body(null, 200, HEADERS);
  const stream = await open();
  if (!stream) throw new ProblemError("unavailable");
  return c.body(stream, 200, HEADERS);
}
