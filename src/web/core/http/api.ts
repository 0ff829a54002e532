import * as v from "valibot";
import { Problem, type ProblemCode } from "#contract/problem.ts";
import { USER_HEADER } from "#contract/session.ts";
import { fetchInTime, TimeoutError, type Answer } from "./fetch-in-time.ts";
import { isServerThere } from "./is-server-there.ts";
import { createServerClock, type ServerClock } from "./server-clock.ts";
import { createShownUser, type ShownUser } from "./shown-user.ts";

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

export interface ApiOptions {
  /** Our server's origin; empty where it is the page's own. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  /** The device's clock: milliseconds since 1970. */
  now: () => number;
}

/** Our server, for one page: what it answers, whose that is, and what time it is there. */
export interface Api {
  /**
   * Asks for a body that has been checked, never one that is merely typed.
   *
   * @throws {ApiError} When the server refuses, cannot be reached, or answers in another form.
   * @throws {OtherUserError} When the answer is for somebody else than the page shows.
   */
  request: <T>(
    schema: v.GenericSchema<unknown, T>,
    path: string,
    options?: RequestOptions,
  ) => Promise<T>;
  /** The same, for answers that have no body. */
  command: (path: string, options: RequestOptions) => Promise<void>;
  /** The whole address of a path of {@link routes}. */
  urlOf: (path: string) => string;
  /** Names what all tabs of a browser share, apart from what they share of another server. */
  nameOf: (what: string) => string;
  /** Whether the server answers, which says more than the browser's own idea of being online. */
  isServerThere: () => Promise<boolean>;
  clock: ServerClock;
  shownUser: ShownUser;
}

export function createApi({ baseUrl, fetch, now }: ApiOptions): Api {
  const clock = createServerClock(now);
  const shownUser = createShownUser();
  const urlOf = (path: string) => `${baseUrl}${path}`;

  async function send(
    path: string,
    { method = "GET", body, signal, whose = "shown" }: RequestOptions,
  ): Promise<Answer> {
    const look = shownUser.expect();
    // Nothing is changed for somebody whom the page does not show.
    const named = whose === "shown" && method !== "GET" ? shownUser.key() : null;
    const init = {
      method,
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(named === null ? {} : { [USER_HEADER]: named }),
      },
    };
    const response = await fetchInTime(urlOf(path), init, { fetch, clock, now }).catch(
      (cause: unknown) => {
        if (signal?.aborted) throw cause;
        const code = cause instanceof TimeoutError ? "no_answer" : "no_network";
        throw new ApiError(code, null, { cause });
      },
    );
    if (whose === "shown") {
      look({
        userKey: response.headers.get(USER_HEADER),
        isForNobody: response.status === NOBODY_STATUS,
      });
    }
    if (response.ok) return response;

    const problem = v.safeParse(Problem, response.body);
    throw problem.success
      ? new ApiError(problem.output.code, problem.output.requestId)
      : new ApiError("unexpected", requestIdOf(response));
  }

  return {
    async request(schema, path, options = {}) {
      const response = await send(path, options);
      const parsed = v.safeParse(schema, response.body);
      if (!parsed.success) throw new ApiError("unexpected", requestIdOf(response));
      return parsed.output;
    },
    async command(path, options) {
      await send(path, options);
    },
    urlOf,
    nameOf: (what) => `relink-${what}${baseUrl}`,
    isServerThere: () => isServerThere(urlOf, fetch),
    clock,
    shownUser,
  };
}

function requestIdOf({ headers }: Answer): string | null {
  return headers.get("X-Request-Id");
}

/** The reason to show for anything that was thrown. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof ApiError ? error.code : "unexpected";
}
