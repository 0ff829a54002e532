import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { ProblemError } from "./problem-error.ts";

/**
 * Far more than any request of ours needs. hono's `bodyLimit` cannot hold it: a body without a length
 * it puts into a new `Request`, which what comes from a port cannot be made into.
 */
const MAX_BODY_BYTES = 64 * 1024;

/** A gateway compresses a body once, and one behind it once more; what goes on and on is an attack. */
const MAX_ENCODINGS = 3;

const UTF8 = /^utf-?8$/i;
const BYTE_ORDER_MARK = "\ufeff";

type Decode = (bytes: Uint8Array) => Promise<Uint8Array>;

const bounded = { maxOutputLength: MAX_BODY_BYTES };
const ungzip: Decode = (bytes) => promisify(gunzip)(bytes, bounded);
const DECODERS = new Map<string, Decode>([
  ["", (bytes) => Promise.resolve(bytes)],
  ["identity", (bytes) => Promise.resolve(bytes)],
  ["gzip", ungzip],
  ["x-gzip", ungzip],
  ["deflate", (bytes) => promisify(hasZlibHead(bytes) ? inflate : inflateRaw)(bytes, bounded)],
  ["br", (bytes) => promisify(brotliDecompress)(bytes, bounded)],
]);

const read = new WeakMap<Request, Promise<string>>();

/**
 * Gives the text of a body, however often it is asked for, as a gateway on its way may have left it: compressed, in another charset,
 * with a byte-order mark.
 *
 * @throws {ProblemError} `invalid_request`, with 413 for more than 64 kB, compressed or not, and with
 * 415 for an encoding that is none of gzip, deflate and br.
 */
export function readText(request: Request): Promise<string> {
  const text = read.get(request) ?? readOnce(request);
  read.set(request, text);
  return text;
}

async function readOnce(request: Request): Promise<string> {
  const { headers } = request;
  refuseTooLarge(Number(headers.get("Content-Length") ?? 0));
  const charset = charsetOf(headers.get("Content-Type"));
  const isPlain = !headers.has("Transfer-Encoding") && !headers.has("Content-Encoding");
  if (headers.has("Content-Length") && isPlain && UTF8.test(charset)) {
    // Node sees to it that what has a length is no longer. Read as text it costs a tenth of a stream.
    const text = await orCutOff(request.text());
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
  const decoders = decodersOf(headers.get("Content-Encoding") ?? "");
  let bytes: Uint8Array = await orCutOff(readBytes(request));
  for (const decode of decoders) bytes = await decode(bytes).catch(refuseUndecodable);
  return decodeText(bytes, charset);
}

async function readBytes({ body }: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const source: AsyncIterable<Uint8Array> | null = body;
  for await (const chunk of source ?? []) {
    size += chunk.byteLength;
    refuseTooLarge(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A caller who goes away in the middle of a body is no fault of ours, nor of the store's. */
async function orCutOff<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError("invalid_request", { reason: "the body was cut off" });
  }
}

function refuseTooLarge(bytes: number): void {
  if (bytes > MAX_BODY_BYTES) throw tooLarge();
}

function tooLarge(): ProblemError {
  const reason = `the body has more than ${MAX_BODY_BYTES} bytes`;
  return new ProblemError("invalid_request", { status: 413, reason });
}

/** What undoes the encodings, in its order: they are named in the order in which they were applied. */
function decodersOf(contentEncoding: string): Decode[] {
  const names = contentEncoding.split(",").map((name) => name.trim().toLowerCase());
  const decoders = names.slice(0, MAX_ENCODINGS).flatMap((name) => DECODERS.get(name) ?? []);
  if (decoders.length === names.length) return decoders.reverse();
  const reason = "the Content-Encoding is none of gzip, deflate and br";
  throw new ProblemError("invalid_request", { status: 415, reason });
}

function refuseUndecodable(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
  const reason = "the body is not what its Content-Encoding says";
  throw new ProblemError("invalid_request", { reason });
}

/** Some senders leave the head of a deflated body out. Source: RFC 9110, "Deflate Coding". */
function hasZlibHead([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function charsetOf(contentType: string | null): string {
  return /;\s*charset="?([^\s;"]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
}

/** JSON is UTF-8 unless it says otherwise, also when what it says is no charset. */
function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
