import * as v from "valibot";

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

const MOST_BYTES = 64 * 1024;

/** Names that lead nowhere but to this machine. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Keeps out the pages of other sites that somebody has open: their calls name their origin, and those
 * of a site whose name was made to lead here name its host.
 *
 * @throws {ControlError} 403
 */
export function refuseStrangers({ url, headers }: Request, hosts: readonly string[]): void {
  const { hostname, host } = new URL(url);
  if (!LOOPBACK.test(hostname) && !hosts.includes(hostname)) {
    throw new ControlError(403, `The sandbox is not to be called by the name ${hostname}.`);
  }
  const origin = headers.get("origin");
  if (origin !== null && hostOf(origin) !== host) {
    throw new ControlError(403, "Pages of another origin cannot call the sandbox.");
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * Reads JSON of up to 64 kB; no body is `{}`.
 *
 * @throws {ControlError} 400, 413 or 415, with what is wrong.
 */
export async function readControlBody<T>(
  schema: v.GenericSchema<unknown, T>,
  request: Request,
): Promise<T> {
  const text = await readText(request);
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

/** Never holds more of a body than it may have. */
async function readText(request: Request): Promise<string> {
  const body: ReadableStream<Uint8Array> | null = request.body;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new ControlError(413, "The body has more than 64 kB.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function jsonFrom(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, "The body is not JSON.");
  }
}
