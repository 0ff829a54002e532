import * as v from "valibot";
import { createSandbox } from "../../sandbox/create-sandbox.ts";
import { createManualSchedule, type ManualSchedule } from "./manual-schedule.ts";
import {
  PublishedErrors,
  PublishedLink,
  publishedPage,
  PublishedTokenRequired,
  PublishedWebhook,
  PublishedWidgetToken,
} from "./published-shapes.ts";

export const START = Date.parse("2026-03-01T12:00:00.000Z");
const ORIGIN = "https://belvo.test";
const KEYS = { secretId: "key-id", secretPassword: "key-password" };
export const BASIC = `Basic ${Buffer.from("key-id:key-password").toString("base64")}`;

type Options = Pick<Parameters<typeof createSandbox>[0], "seed" | "people" | "limits">;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed JSON, or `undefined`. */
  body: unknown;
}

export interface CallOptions {
  body?: unknown;
  /** Instead of the secret keys; `null` for nobody. */
  authorization?: string | null;
  headers?: Record<string, string>;
  address?: string;
}

export interface SentWebhook {
  authorization: string | null;
  body: v.InferOutput<typeof PublishedWebhook>;
}

/** A sandbox in this process, with a clock and a network that the test holds in its hands. */
export interface OpenSandbox {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  schedule: ManualSchedule;
  /** What was sent to the webhooks' target, in order. */
  sent: SentWebhook[];
  /** Statuses that the target answers next; 200 when there are none. */
  targetAnswers: number[];
  linksOf(externalId: string): Promise<PublishedLink[]>;
  link(id: string): Promise<PublishedLink>;
  /** The first link of a person with this status. */
  linkWith(externalId: string, status: PublishedLink["status"]): Promise<PublishedLink>;
  /** @returns The value of an `Authorization` header for a widget. */
  widget(linkId?: string, scopes?: string): Promise<string>;
  advance(ms: number): Promise<void>;
  setFaults(faults: object): Promise<void>;
  registerWebhook(): Promise<void>;
}

export function openSandbox(options: Options = {}): OpenSandbox {
  const schedule = createManualSchedule();
  const sent: SentWebhook[] = [];
  const targetAnswers: number[] = [];
  const sandbox = createSandbox({
    ...KEYS,
    ...options,
    now: () => START,
    schedule: schedule.schedule,
    widget: { loader: "// loader", main: "// main" },
    hosts: [new URL(ORIGIN).hostname],
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const body = v.parse(PublishedWebhook, await request.json());
      sent.push({ authorization: request.headers.get("authorization"), body });
      return new Response(null, { status: targetAnswers.shift() ?? 200 });
    },
  });

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { body, authorization = BASIC, headers, address } = options;
    const request = new Request(new URL(path, ORIGIN), {
      method,
      headers: {
        "content-type": "application/json",
        ...(authorization !== null && { authorization }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const response = await sandbox.fetch(request, address);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonFrom(text) };
  }

  return { call, schedule, sent, targetAnswers, ...shortcuts(call) };
}

/** What most tests do on their way to what they are about. */
function shortcuts(call: OpenSandbox["call"]) {
  const list = (query: string) => call("GET", `/api/links/?page_size=1000&${query}`);
  return {
    async linksOf(externalId: string) {
      return v.parse(publishedPage(PublishedLink), (await list(`external_id=${externalId}`)).body)
        .results;
    },
    async link(id: string) {
      return v.parse(PublishedLink, (await call("GET", `/api/links/${id}/`)).body);
    },
    async linkWith(externalId: string, status: string) {
      const answer = await list(`external_id=${externalId}&status=${status}`);
      const [link] = v.parse(publishedPage(PublishedLink), answer.body).results;
      return v.parse(PublishedLink, link);
    },
    async widget(linkId?: string, scopes = "read_institutions,write_links,read_links") {
      const body = { id: KEYS.secretId, password: KEYS.secretPassword, scopes, link_id: linkId };
      const answer = await call("POST", "/api/token/", { body, authorization: null });
      return `Bearer ${v.parse(PublishedWidgetToken, answer.body).access}`;
    },
    async advance(advanceMs: number) {
      await call("POST", "/_sandbox/clock", { body: { advanceMs } });
    },
    async setFaults(faults: object) {
      await call("PUT", "/_sandbox/faults", { body: faults });
    },
    async registerWebhook() {
      const body = { url: "https://fintech.test/webhooks/belvo", authorization: "Bearer hook" };
      await call("POST", "/_sandbox/webhooks", { body });
    },
  };
}

/** The codes of a refusal, after a check that it has Belvo's form. */
export function codesOf(answer: Answer): string[] {
  return v.parse(PublishedErrors, answer.body).map(({ code }) => code);
}

/** The one error of a refusal, without the id of its request. */
export function errorOf(answer: Answer): Record<string, unknown> {
  const [error = {}] = v.parse(PublishedErrors, answer.body);
  return Object.fromEntries(Object.entries(error).filter(([name]) => name !== "request_id"));
}

/** The demand for a code in a 428. */
export function demandOf(answer: Answer): v.InferOutput<typeof PublishedTokenRequired>[0] {
  return v.parse(PublishedTokenRequired, answer.body)[0];
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
