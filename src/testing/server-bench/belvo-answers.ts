import { Secret } from "../../server/settings/secret.ts";
import { createSlidingWindows } from "../../server/async/sliding-windows.ts";
import { createRateLimiter } from "../../server/belvo/rate-limiter.ts";
import { createBelvoClient } from "../../server/belvo/belvo-client.ts";
import { BelvoError, type BelvoFailure } from "../../server/belvo/belvo-error.ts";
import { neverOver } from "../never-over.ts";

export const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
export const LINK = {
  id: LINK_ID,
  institution: "heimdall_mx_retail",
  access_mode: "recurrent",
  last_accessed_at: "2026-01-09T10:28:40.000Z",
  created_at: "2026-01-02T08:45:50.406032Z",
  external_id: "user-42",
  status: "token_required",
  something_new: { of: "Belvo's" },
};

/** For calls whose priority is not what a test is about. */
export const TURN = { priority: "repair" } as const;

type Answer = () => Response | Promise<Response>;

/** A client whose requests are kept, and get these answers in turn; the last one again and again. */
export function aClient(...answers: Answer[]) {
  const requests: Request[] = [];
  const slept: number[] = [];
  const sentAt: number[] = [];
  let now = 0;
  const time = {
    now: () => now,
    sleep: (ms: number) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  const client = createBelvoClient({
    baseUrl: "https://sandbox.belvo.com",
    secretId: new Secret("the-id"),
    secretPassword: new Secret("the-password"),
    fetch: async (input, init) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(new Request(input, init));
      sentAt.push(now);
      return (await answer?.()) ?? Response.error();
    },
    ...time,
    limiter: createRateLimiter({ ...time, windows: createSlidingWindows(time.now) }),
    random: () => 0.5,
    timeoutSignal: neverOver,
  });
  return { client, requests, sentAt, slept, advance: (ms: number) => (now += ms) };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return () => Response.json(body, { status, headers });
}

export function page(results: unknown[], next: string | null = null): Answer {
  return json({ results, next });
}

/** A refusal as Belvo puts it. */
export function refused(status: number, code: string): Answer {
  return json([{ code, message: "words of Belvo's", request_id: "abc123" }], status);
}

export function html(status: number): Answer {
  return () => new Response("<html>no</html>", { status });
}

export const broken: Answer = () => Promise.reject(new TypeError("fetch failed"));

export async function failureOf(call: Promise<unknown>): Promise<BelvoFailure> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BelvoError)) throw new Error("no BelvoError");
  return error.failure;
}
