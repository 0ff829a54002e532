import type { LabScenarioId } from "#contract/lab.ts";
import type { RelinkApp } from "../../server/app.ts";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** `undefined` when the body is not JSON. */
  json: unknown;
}

/** A browser, in what our server can tell of it. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(
    method: "POST" | "DELETE" | "PUT" | "HEAD",
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Opens the live updates, after an event if one is given, as a browser does that comes back. */
  live(lastEventId?: number, query?: string): Promise<LiveReader>;
  /** Opens the lab's view of what happens behind Carla's page, or behind that of another scene's person. */
  trace(scenario?: LabScenarioId): Promise<LiveReader>;
  /** As a `Cookie` header has it. */
  cookie(): string;
}

interface LiveEvent {
  event: string;
  id: number;
  data: unknown;
}

/** The browser's end of a stream of server-sent events. */
export interface LiveReader {
  status: number;
  headers: Headers;
  /** Everything that has come so far, as it came. */
  raw: () => string;
  /** The next event, waited for; `null` when the stream has ended. */
  next(): Promise<LiveEvent | null>;
  close(): Promise<void>;
}

export function createVisitor(app: RelinkApp, origin: string): Visitor {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map((pair) => pair.join("=")).join("; ");

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (jar.size > 0 && !headers.has("Cookie")) headers.set("Cookie", cookie());
    const response = await app.fetch(new Request(`${origin}${path}`, { ...init, headers }));

    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parseJson(text) };
  }

  return {
    cookie,
    live: async (lastEventId, query = "") => {
      const headers = {
        Cookie: cookie(),
        ...(lastEventId !== undefined && { "Last-Event-ID": String(lastEventId) }),
      };
      return readLive(await app.fetch(new Request(`${origin}/api/live${query}`, { headers })));
    },
    trace: async (scenario = "webhook_forged") =>
      readLive(await app.fetch(new Request(`${origin}/api/lab/trace?scenario=${scenario}`))),
    get: (path, headers = {}) => ask(path, { headers }),
    send: (method, path, body, headers = {}) =>
      body === undefined
        ? ask(path, { method, headers })
        : ask(path, {
            method,
            headers: { "Content-Type": "application/json", ...headers },
            body: typeof body === "string" ? body : JSON.stringify(body),
          }),
  };
}

function readLive({ status, headers, body }: Response): LiveReader {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let raw = "";
  let read = 0;

  return {
    status,
    headers,
    raw: () => raw,
    async next() {
      for (;;) {
        const end = raw.indexOf("\n\n", read);
        if (end >= 0) {
          const event = parseEvent(raw.slice(read, end));
          read = end + 2;
          if (event) return event;
          continue;
        }
        const chunk = await reader?.read();
        if (chunk?.value === undefined) return null;
        raw += chunk.value;
      }
    },
    close: async () => reader?.cancel(),
  };
}

/** `null` for a comment, and for what only says when to come back. */
function parseEvent(text: string): LiveEvent | null {
  const fields = new Map(
    text.split("\n").map((line) => {
      const [, name = "", value = ""] = /^([a-z]*):? ?(.*)$/.exec(line) ?? [];
      return [name, value];
    }),
  );
  const [event, id, data] = ["event", "id", "data"].map((name) => fields.get(name));
  if (event === undefined) return null;
  return { event, id: Number(id), data: parseJson(data ?? "") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
