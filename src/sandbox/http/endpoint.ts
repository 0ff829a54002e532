import type { Hono } from "hono";
import { apiErrors } from "./api-errors.ts";
import type { Caller } from "./caller.ts";

/** A call of the API, ready to be answered. */
export interface Call {
  request: Request;
  url: URL;
  /** Of our own address, as this caller sees it; pages and logos are addressed from there. */
  origin: string;
  /** The `:id` of the path, or `""`. */
  id: string;
  /** @throws {ApiError} 401 */
  identify: () => Caller;
}

export type Handler = (call: Call, caller: Caller) => Response | Promise<Response>;
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One path of the API with what may be done there. */
export interface Endpoint {
  path: string;
  methods: Partial<Record<Method, Handler>>;
  /** For the one endpoint that takes its keys in the body. */
  anonymous?: Partial<Record<Method, (call: Call) => Promise<Response>>>;
}

/** Answers an endpoint in Django REST framework's order: who calls, then 405, then the rest. */
export function mountEndpoint(
  app: Hono,
  { path, methods, anonymous }: Endpoint,
  describe: (request: Request, id: string) => Call,
): void {
  app.all(path, (c) => {
    const call = describe(c.req.raw, c.req.param("id") ?? "");
    const method = methodOf(c.req.method);
    const open = method && anonymous?.[method];
    if (open) return open(call);

    const caller = call.identify();
    const handle = method && methods[method];
    if (!handle) throw apiErrors.methodNotAllowed(c.req.method);
    return handle(call, caller);
  });
}

function methodOf(name: string): Method | undefined {
  switch (name) {
    case "HEAD":
      return "GET";
    case "GET":
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return name;
    default:
      return undefined;
  }
}
