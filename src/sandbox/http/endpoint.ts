import type { Hono } from "hono";
import type { WidgetGrant, WidgetTokens } from "../tokens/widget-tokens.ts";
import { ApiError, refusal } from "./api-error.ts";

/** Who makes a call: the holder of the secret keys, or a widget with its access token. */
export type Caller = { kind: "keys" } | { kind: "widget"; grant: WidgetGrant };

export interface SecretKeys {
  secretId: string;
  secretPassword: string;
}

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

type Handler = (call: Call, caller: Caller) => Response | Promise<Response>;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One path of the API with what may be done there. */
export interface Endpoint {
  path: string;
  methods: Partial<Record<Method, Handler>>;
  /** For the one endpoint that takes its keys in the body. */
  anonymous?: Partial<Record<Method, (call: Call) => Promise<Response>>>;
}

interface Surroundings {
  keys: SecretKeys;
  tokens: WidgetTokens;
  /** Where pages and logos are addressed from; a request's own origin, unless this is given. */
  publicUrl: string | undefined;
}

/** Answers an endpoint in Django REST framework's order: who calls, then 405, then the rest. */
export function mountEndpoint(app: Hono, endpoint: Endpoint, around: Surroundings): void {
  app.all(endpoint.path, (c) => {
    const request = c.req.raw;
    const url = new URL(request.url);
    const identify = () => identifyCaller(request.headers.get("authorization"), around);
    const origin = around.publicUrl ?? url.origin;
    const call = { request, url, origin, id: c.req.param("id") ?? "", identify };
    const method = methodOf(c.req.method);
    const open = method && endpoint.anonymous?.[method];
    if (open) return open(call);

    const caller = identify();
    const handle = method && endpoint.methods[method];
    if (!handle)
      throw new ApiError(405, [
        { code: "method_not_allowed", message: `Method "${c.req.method}" not allowed.` },
      ]);
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

/** @throws {ApiError} 401, for no credentials as well as for wrong ones. */
function identifyCaller(authorization: string | null, { keys, tokens }: Surroundings): Caller {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer") {
    const grant = tokens.read(value);
    if (grant === undefined) throw refusal("token_not_valid");
    return { kind: "widget", grant };
  }
  if (scheme.toLowerCase() !== "basic" || !isKeyPair(value, keys)) {
    throw refusal("authentication_failed");
  }
  return { kind: "keys" };
}

/** @throws {ApiError} 403 when a widget asks for what only the holder of the keys may do. */
export function requireKeys(caller: Caller): void {
  if (caller.kind !== "keys") throw refusal("access_to_resource_denied");
}

/** @throws {ApiError} 403 when a widget asks for another link than its own, or beyond its scopes. */
export function requireAccess(caller: Caller, scope: string, linkId?: string): void {
  if (caller.kind === "keys") return;
  const { grant } = caller;
  const itsOwn = linkId === undefined || grant.linkId === linkId;
  if (!itsOwn || !grant.scopes.includes(scope)) throw refusal("access_to_resource_denied");
}

function isKeyPair(base64: string, { secretId, secretPassword }: SecretKeys): boolean {
  return Buffer.from(base64, "base64").toString("utf8") === `${secretId}:${secretPassword}`;
}
