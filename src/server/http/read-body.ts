import type { Context } from "hono";
import type { ZodMiniType } from "zod/mini";
import type { AppEnv } from "./app-env.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Far more than any request of ours needs. hono's `bodyLimit` cannot hold it: a body without a length
 * it puts into a new `Request`, which what comes from a port cannot be made into.
 */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Gives a JSON body that has been checked.
 *
 * @throws {ProblemError} `invalid_request`, also when the body does not call itself JSON: a form on
 * another site's page can send everything but that.
 */
export async function readBody<T>(c: Context<AppEnv>, schema: ZodMiniType<T>): Promise<T> {
  if (!isJson(c.req.header("Content-Type"))) throw new ProblemError("invalid_request");

  const read = schema.safeParse(await readJson(c.req.raw));
  if (!read.success) throw new ProblemError("invalid_request");
  return read.data;
}

/** Gives a body of any form; `undefined` for one that is not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  return parseJson(await readBounded(request));
}

export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}

async function readBounded(request: Request): Promise<string> {
  const { headers } = request;
  refuseTooLarge(Number(headers.get("Content-Length") ?? 0));
  // Node sees to it that what has a length is no longer. Read as text it costs a tenth of a stream.
  const isPlain = !headers.has("Transfer-Encoding") && !headers.has("Content-Encoding");
  return headers.has("Content-Length") && isPlain ? request.text() : readStream(request);
}

async function readStream(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength;
    refuseTooLarge(size);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Gateways may compress what they pass on. */
async function* chunksOf({ body, headers }: Request): AsyncGenerator<Uint8Array> {
  const encoding = headers.get("Content-Encoding")?.toLowerCase() ?? "identity";
  if (encoding === "identity") {
    if (body) yield* body;
    return;
  }
  if (encoding !== "gzip") throw new ProblemError("invalid_request", { status: 415 });
  try {
    if (body) yield* body.pipeThrough(new DecompressionStream("gzip"));
  } catch {
    throw new ProblemError("invalid_request");
  }
}

function refuseTooLarge(bytes: number): void {
  if (bytes > MAX_BODY_BYTES) throw new ProblemError("invalid_request", { status: 413 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
