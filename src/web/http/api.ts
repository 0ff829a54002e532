import type * as z from "zod/mini";
import { Problem, type ProblemCode } from "#contract/problem.ts";
import { USER_HEADER } from "#contract/session.ts";
import { fetchInTime, TimeoutError, type Answer } from "./fetch-in-time.ts";
import { expectShownUser } from "./shown-user.ts";

/** What our server answers to who is not signed in. */
const NOBODY_STATUS = 401;

/**
 * Why an answer of our server's cannot be had: its own reason, that it could not be reached, or that
 * nothing came back in time.
 */
export type Refusal = ProblemCode | "no_network" | "no_answer";

/** A request that failed in a way that the person can be told about. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: Refusal;
  /** For support; `null` when no server answered. */
  readonly requestId: string | null;

  constructor(code: Refusal, requestId: string | null, options?: ErrorOptions) {
    super(`the request was refused: ${code}`, options);
    this.code = code;
    this.requestId = requestId;
  }
}

interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  /** `anyone` where the answer itself says who is there; else it must be for the person who is shown. */
  whose?: "shown" | "anyone";
}

/**
 * Calls our server and returns a body that has been checked, never one that is merely typed.
 *
 * @throws {ApiError} When the server refuses, cannot be reached, or answers in another form.
 * @throws {OtherUserError} When the answer is for somebody else than the page shows.
 */
export async function request<T>(
  schema: z.ZodMiniType<T>,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  const response = await send(path, options);
  const parsed = schema.safeParse(response.body);
  if (!parsed.success) throw new ApiError("unexpected", requestIdOf(response));
  return parsed.data;
}

/** Like {@link request}, for answers that have no body. */
export async function command(path: string, options: RequestOptions): Promise<void> {
  await send(path, options);
}

async function send(
  path: string,
  { method = "GET", body, signal, whose = "shown" }: RequestOptions,
): Promise<Answer> {
  const look = expectShownUser();
  const response = await fetchInTime(path, {
    method,
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError(cause instanceof TimeoutError ? "no_answer" : "no_network", null, { cause });
  });
  if (whose === "shown") {
    look({
      userKey: response.headers.get(USER_HEADER),
      isForNobody: response.status === NOBODY_STATUS,
    });
  }
  if (response.ok) return response;

  const problem = Problem.safeParse(response.body);
  throw problem.success
    ? new ApiError(problem.data.code, problem.data.requestId)
    : new ApiError("unexpected", requestIdOf(response));
}

function requestIdOf({ headers }: Answer): string | null {
  return headers.get("X-Request-Id");
}

/** The reason to show for anything that was thrown. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof ApiError ? error.code : "unexpected";
}
