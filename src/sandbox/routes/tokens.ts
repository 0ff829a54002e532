import * as v from "valibot";
import { Guid } from "../http/formats.ts";
import { fieldRefusal, refusal, requiredFields } from "../http/api-error.ts";
import { requireKeys, type Call, type Endpoint } from "../http/endpoint.ts";
import { parseBody } from "../http/parse-input.ts";
import type { World } from "../world.ts";

/**
 * Source: Belvo, "Widget update mode", "Hosted widget" and its OpenAPI file; `delete_links` is among
 * the scopes that its Python client asks for unless it is told others.
 */
const knownScopes = [
  "read_institutions",
  "write_links",
  "read_links",
  "delete_links",
  "read_consents",
  "write_consents",
  "write_consent_callback",
  "delete_consents",
] as const;

/** All three, or none. Source: Belvo's OpenAPI file. */
const CallbackUrls = v.object({ success: v.string(), exit: v.string(), event: v.string() });

const TokenBody = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  password: v.pipe(v.string(), v.minLength(1)),
  scopes: v.pipe(v.string(), v.minLength(1)),
  link_id: v.optional(Guid),
  stale_in: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}d$/)), "365d"),
  credentials_storage: v.optional(v.string(), "store"),
  fetch_resources: v.optional(v.array(v.string()), []),
  widget: v.optional(v.looseObject({ callback_urls: v.optional(CallbackUrls) })),
});

/** Belvo's npm client mints link tokens by Basic auth alone (`links.token`). */
const TokenBodyWithoutKeys = v.omit(TokenBody, ["id", "password"]);

const CREDENTIALS_STORAGE = /^(store|nostore|\d{1,3}d)$/;

/** `POST /api/token/`: the one endpoint whose keys stand in the body. */
export function tokenEndpoint({ keys, links, tokens, faults }: World): Endpoint {
  async function issue(call: Call): Promise<Response> {
    const signedIn = call.request.headers.has("authorization");
    if (signedIn) requireKeys(call.identify());

    const given: unknown = await call.request
      .clone()
      .json()
      .catch(() => undefined);
    const bare = signedIn && !namesKeys(given);
    const body = bare
      ? await parseBody(TokenBodyWithoutKeys, call.request)
      : withRightKeys(await parseBody(TokenBody, call.request));
    const { tokenBody } = faults.settings();
    if (tokenBody === "strict") requireAll(given);

    if (!CREDENTIALS_STORAGE.test(body.credentials_storage)) {
      const message = "Enter a valid value.";
      throw fieldRefusal("credentials_storage", "invalid_credentials_storage", message);
    }
    if (tokenBody === "no_widget" && body.link_id !== undefined && body.widget) {
      throw fieldRefusal("widget", "invalid", "This field is not allowed here.");
    }
    const link = body.link_id === undefined ? undefined : links.find(body.link_id);
    // Belvo does not say what it answers here; either of its usual two would do.
    if (body.link_id !== undefined && link === undefined) throw refusal("not_found");

    const pair = tokens.issue({
      scopes: scopesFrom(body.scopes),
      link,
      host: new URL(call.origin).host,
      credentialsStorage: body.credentials_storage,
      staleIn: body.stale_in,
      fetchResources: body.fetch_resources,
      callbackUrls: body.widget?.callback_urls,
    });
    return Response.json(pair);
  }

  function withRightKeys(body: v.InferOutput<typeof TokenBody>) {
    if (body.id !== keys.secretId || body.password !== keys.secretPassword) {
      throw refusal("authentication_failed");
    }
    return body;
  }

  return { path: "/api/token/", methods: {}, anonymous: { POST: issue } };
}

function namesKeys(body: unknown): boolean {
  return typeof body !== "object" || body === null || "id" in body || "password" in body;
}

/** Required of every body, by Belvo's OpenAPI file. */
const REQUIRED = ["widget", "stale_in", "fetch_resources"];

/** @throws {ApiError} 400 with what is missing. */
function requireAll(body: unknown): void {
  const given = typeof body === "object" && body !== null ? Object.keys(body) : [];
  const missing = REQUIRED.filter((field) => !given.includes(field));
  if (missing.length > 0) throw requiredFields(...missing);
}

function scopesFrom(text: string): string[] {
  return text.split(",").map((part) => {
    const scope = knownScopes.find((known) => known === part.trim());
    if (scope !== undefined) return scope;
    throw fieldRefusal("scopes", "invalid_choice", `"${part.trim()}" is not a valid choice.`);
  });
}
