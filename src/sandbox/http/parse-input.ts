import type { ZodType } from "zod";
import { ApiError } from "./api-error.ts";
import { apiErrors } from "./api-errors.ts";
import { fieldErrors } from "./field-errors.ts";

/**
 * Reads a request's JSON, whatever its content type: `curl -d` names a form. No body is `{}`.
 *
 * @throws {ApiError} 400 `parse_error`, or what is wrong with each field.
 */
export async function parseBody<T>(schema: ZodType<T>, request: Request): Promise<T> {
  const text = await request.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch (error) {
    throw apiErrors.parseError(error instanceof Error ? error.message : "not JSON");
  }
  return parse(schema, body);
}

/** Reads the query of a list; of a parameter given twice, the last one counts. */
export function parseQuery<T>(schema: ZodType<T>, query: URLSearchParams): T {
  return parse(schema, Object.fromEntries(query));
}

function parse<T>(schema: ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new ApiError(400, fieldErrors(result.error.issues));
}
