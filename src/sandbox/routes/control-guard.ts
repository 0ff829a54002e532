import * as v from "valibot";
import { isFromForeignPage } from "../http/strangers.ts";

/** Who uses the sandbox's own calls made a mistake, and is told which. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly issues: readonly string[];

  constructor(status: number, message: string, issues: readonly string[] = []) {
    super(message);
    this.status = status;
    this.issues = issues;
  }
}

/**
 * Keeps out the pages of other sites that somebody has open.
 *
 * @throws {ControlError} 403
 */
export function refuseForeignPages(request: Request): void {
  if (!isFromForeignPage(request)) return;
  throw new ControlError(403, "Pages of another origin cannot call the sandbox.");
}

/**
 * Reads JSON; no body is `{}`.
 *
 * @throws {ControlError} 400 or 415, with what is wrong.
 */
export async function readControlBody<T>(
  schema: v.GenericSchema<unknown, T>,
  request: Request,
): Promise<T> {
  const text = await request.text();
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (text !== "" && type !== "application/json") {
    throw new ControlError(415, "The body has to be JSON: send Content-Type: application/json.");
  }
  const body = jsonFrom(text);
  if (Array.isArray(body)) throw new ControlError(400, "The body is a list.");
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const issues = result.issues.map(complaintOf);
  throw new ControlError(400, `The body was not understood. ${issues.join("; ")}`, issues);
}

/** `expected` is `never` for a key that a strict object does not have. */
function complaintOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const message = issue.expected === "never" ? "Unrecognized key" : issue.message;
  return path === null ? message : `${path}: ${message}`;
}

function jsonFrom(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, "The body is not JSON.");
  }
}
