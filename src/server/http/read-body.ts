import type { Context } from "hono";
import * as v from "valibot";
import type { AppEnv } from "./app-env.ts";
import { ProblemError } from "./problem-error.ts";
import { readText } from "./read-text.ts";

/**
 * Gives a JSON body that has been checked.
 *
 * @throws {ProblemError} `invalid_request` with the name of the field, also when the body does not
 * call itself JSON: a form on another site's page can send everything but that.
 */
export async function readBody<T>(
  c: Context<AppEnv>,
  schema: v.GenericSchema<unknown, T>,
): Promise<T> {
  if (!isJson(c.req.header("Content-Type"))) {
    throw new ProblemError("invalid_request", { reason: "the Content-Type is not JSON" });
  }
  const read = v.safeParse(schema, await readJson(c.req.raw));
  if (!read.success) throw new ProblemError("invalid_request", refusedField(read.issues[0]));
  return read.output;
}

/** Gives a body of any form; `undefined` for one that is not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  return parseJson(await readText(request));
}

export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}

/** A field that may be named: one of ours, or one that looks like it. */
const FIELD = /^[A-Za-z]\w{0,39}$/;

/** Names the first field that was refused, and nothing of what was in it. */
function refusedField(issue: v.BaseIssue<unknown>): { field?: string; reason: string } {
  const [place] = issue.path ?? [];
  if (!place || Array.isArray(place.input)) return { reason: "the body is no JSON object" };
  const field = String(place.key);
  if (issue.type === "strict_object" && issue.expected === "never") {
    return { ...(FIELD.test(field) && { field }), reason: "the body has a field that is unknown" };
  }
  return { field, reason: `${field} is not in the form that it has to have` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
