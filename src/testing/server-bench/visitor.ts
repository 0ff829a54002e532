import type { RelinkServer } from "../../server/http/create-server.ts";

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
  /** As a `Cookie` header has it. */
  cookie(): string;
}

export function createVisitor(server: RelinkServer, origin: string): Visitor {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map((pair) => pair.join("=")).join("; ");

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (jar.size > 0 && !headers.has("Cookie")) headers.set("Cookie", cookie());
    const response = await server.fetch(new Request(`${origin}${path}`, { ...init, headers }));

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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
