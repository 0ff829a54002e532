import * as v from "valibot";
import { ProblemError } from "../../server/http/problem-error.ts";

const TIMEOUT_MS = 2_000;

/** Those of the sandbox's faults that the lab brings about. */
export interface SandboxFaults {
  callers?: "all" | "relink";
  resetRate?: number;
  loginError?: "institution_down" | null;
  widget?: "normal" | "blocked" | "silent" | "late_success";
  webhooks?: { delayedMs?: number; doubled?: number };
}

interface WebhookOrder {
  code: "invalid_credentials" | "token_required";
  times?: number;
  delayMs?: number;
  forged?: boolean;
}

/**
 * The sandbox's own calls. Every method throws a `ProblemError`: `not_found` for a link that it does
 * not have, `invalid_request` for what cannot happen to that link, `belvo_unreachable` when it is away.
 */
export interface SandboxControl {
  /** Starts over: the same links as ever, nothing going wrong, its clock like ours. */
  reset(): Promise<void>;
  /** Changes some faults, and leaves the others as they are. */
  setFaults(faults: SandboxFaults): Promise<void>;
  /** Has nothing go wrong any more. */
  calm(): Promise<void>;
  breakLink(linkId: string, as: "invalid" | "token_required"): Promise<void>;
  /** Has a webhook sent of a link that stays as it is. */
  sendWebhook(linkId: string, order: WebhookOrder): Promise<void>;
  /** Has a link's data come in now. */
  fetched(linkId: string): Promise<void>;
  /** As if so much time had passed since a link's data last came in. */
  age(linkId: string, ms: number): Promise<void>;
  expireTokens(): Promise<void>;
}

interface ControlOptions {
  /** Where the sandbox is: an origin of the settings. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
}

const Faults = v.looseObject({ webhooks: v.looseObject({}) });

export function createSandboxControl({ baseUrl, fetch }: ControlOptions): SandboxControl {
  async function call(method: "GET" | "POST" | "PUT", path: string, body?: object) {
    const answer = await fetch(`${baseUrl}/_sandbox${path}`, {
      method,
      ...(body && {
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null);
    if (answer?.ok !== true) throw new ProblemError(codeOf(answer?.status));
    return answer;
  }

  async function post(path: string, body: object = {}): Promise<void> {
    await (await call("POST", path, body)).body?.cancel();
  }

  async function put(faults: object): Promise<void> {
    await (await call("PUT", "/faults", faults)).body?.cancel();
  }

  return {
    reset: () => post("/reset"),
    async setFaults(faults) {
      const present = v.parse(Faults, await (await call("GET", "/faults")).json());
      await put({ ...present, ...faults, webhooks: { ...present.webhooks, ...faults.webhooks } });
    },
    calm: () => put({}),
    breakLink: (linkId, as) => post(`${linkPath(linkId)}/break`, { as }),
    sendWebhook: (linkId, order) => post(`${linkPath(linkId)}/webhook`, order),
    fetched: (linkId) => post(`${linkPath(linkId)}/fetched`),
    age: (linkId, ms) => post(`${linkPath(linkId)}/age`, { ms }),
    expireTokens: () => post("/tokens/expire"),
  };
}

function linkPath(linkId: string): string {
  return `/links/${encodeURIComponent(linkId)}`;
}

function codeOf(status: number | undefined) {
  if (status === 404) return "not_found";
  return status === 409 ? "invalid_request" : "belvo_unreachable";
}
