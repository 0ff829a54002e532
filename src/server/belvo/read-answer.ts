import * as v from "valibot";
import { NoArray } from "#contract/formats.ts";
import { BelvoError, type BelvoFailure } from "./belvo-error.ts";
import type { UpstreamResponse } from "./upstream-fetch.ts";

/** No answer that we ask for comes near this; more is a fault or an attack. */
const MAX_ANSWER_BYTES = 5 * 1024 * 1024;

/** How long Belvo turns an address away that sent too much, when it does not say. */
const RATE_LIMIT_MS = 30_000;
/** However soon Belvo lets us come back: not at once. */
const SHORTEST_RATE_LIMIT_MS = 1_000;

/** Belvo wraps an error in an array. Anything odd in it must not get into a log by way of us. */
const ErrorItem = v.pipe(
  NoArray,
  v.object({
    code: v.fallback(v.pipe(v.string(), v.regex(/^[A-Za-z_]{1,64}$/)), "unknown"),
    request_id: v.fallback(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/)), "unknown"),
  }),
);
const ErrorBody = v.union([
  v.pipe(
    v.tuple([ErrorItem]),
    v.transform(([first]) => first),
  ),
  ErrorItem,
]);

/** Each complaint about a field is an item of its own. */
const FieldErrors = v.array(v.fallback(v.object({ field: v.string() }), { field: "" }));
const FIELD = /^[A-Za-z_.]{1,64}$/;
const MOST_FIELDS = 10;

/**
 * Gives the JSON body of a success.
 *
 * @throws {BelvoError} For everything else, a redirect too: Belvo has no reason to send one.
 */
export async function readAnswer(
  response: UpstreamResponse,
  retryAfterMs: number | null,
): Promise<unknown> {
  const text = await readBounded(response);
  const body = parseJson(text);

  if (response.ok && body !== undefined) return body;
  throw new BelvoError(failureOf(response.status, body, retryAfterMs));
}

function failureOf(status: number, body: unknown, retryAfterMs: number | null): BelvoFailure {
  // Belvo's gateway refuses an address that sent too much with a page of HTML.
  if (status === 429 || (status === 403 && body === undefined)) {
    const asked = retryAfterMs ?? RATE_LIMIT_MS;
    return { kind: "rate_limited", retryAfterMs: Math.max(asked, SHORTEST_RATE_LIMIT_MS) };
  }
  const error = v.safeParse(ErrorBody, body);
  if (status < 400 || !error.success) return { kind: "unreadable", status };
  const { code, request_id: requestId } = error.output;
  const fields = fieldsOf(body);
  return { kind: "rejected", status, code, requestId, ...(fields.length > 0 && { fields }) };
}

function fieldsOf(body: unknown): string[] {
  const errors = v.parse(v.fallback(FieldErrors, []), body);
  return errors.flatMap(({ field }) => (FIELD.test(field) ? [field] : [])).slice(0, MOST_FIELDS);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readBounded({ body, status }: UpstreamResponse): Promise<string> {
  if (!body) return "";

  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new BelvoError({ kind: "unreadable", status });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
