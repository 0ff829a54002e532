import { createHmac } from "node:crypto";
import type { Link } from "../links/link.ts";

/** Source: the `refresh` token in the example of Belvo's OpenAPI file. */
const REFRESH_LIFE_MS = 7_200 * 24 * 60 * 60 * 1000;

/** What a live access token allows. */
export interface WidgetGrant {
  /** The token itself. */
  access: string;
  scopes: readonly string[];
  /** The link that is to be updated; without one, the widget would make a new link. */
  linkId: string | undefined;
}

export interface TokenRequest {
  scopes: readonly string[];
  link: Link | undefined;
  /** Host that the claims name, e.g. `sandbox.belvo.com`. */
  host: string;
  credentialsStorage: string;
  staleIn: string;
  fetchResources: readonly string[];
  /** Where the hosted widget goes at its end. */
  callbackUrls?: Readonly<Record<string, string>> | undefined;
}

export interface WidgetTokens {
  issue(request: TokenRequest): { access: string; refresh: string };
  /** @returns `undefined` for a token that was never ours, is used up, or has expired. */
  read(access: string): WidgetGrant | undefined;
  /** Ends a token early: its person has connected. Source: Belvo, "Hosted widget". */
  end(grant: WidgetGrant): void;
  /** Lets all tokens that are good run out now. @returns How many. */
  expireAll(): number;
}

interface Dependencies {
  secret: string;
  ownerId: string;
  now: () => number;
  lifeMs: () => number;
  newId: () => string;
}

/** Tokens are known by heart: one that is not in the book is refused, whatever its signature. */
export function createWidgetTokens(world: Dependencies): WidgetTokens {
  const book = new Map<string, { grant: WidgetGrant; expiresAt: number }>();

  function sign(type: string, jti: string, lifeMs: number, request: TokenRequest): string {
    const iat = Math.floor(world.now() / 1000);
    const exp = iat + Math.round(lifeMs / 1000);
    return signJwt({ token_type: type, exp, iat, jti, ...claimsOf(request, world) }, world.secret);
  }

  /** The oldest come first; one that lives longer than later ones merely stays a while. */
  function forgetExpired(): void {
    for (const [access, { expiresAt }] of book) {
      if (world.now() < expiresAt) return;
      book.delete(access);
    }
  }

  return {
    issue(request) {
      const { scopes, link } = request;
      forgetExpired();
      const access = sign("access", world.newId(), world.lifeMs(), request);
      const grant = { access, scopes, linkId: link?.id };
      book.set(access, { grant, expiresAt: world.now() + world.lifeMs() });
      return { access, refresh: sign("refresh", world.newId(), REFRESH_LIFE_MS, request) };
    },
    read(access) {
      const entry = book.get(access);
      return entry && world.now() < entry.expiresAt ? entry.grant : undefined;
    },
    end: ({ access }) => void book.delete(access),
    expireAll() {
      const good = [...book.values()].filter(({ expiresAt }) => world.now() < expiresAt);
      book.clear();
      return good.length;
    },
  };
}

/** Source: the decoded example in Belvo's OpenAPI file; `link` from its Python client's changes. */
function claimsOf({ link, host, ...request }: TokenRequest, { ownerId }: Dependencies) {
  return {
    user_id: ownerId,
    organization_name: "Sandbox",
    organization_id: ownerId,
    scopes: request.scopes,
    environment: "sandbox",
    api_url: host,
    credentials_storage: request.credentialsStorage,
    stale_in: request.staleIn,
    fetch_resources: request.fetchResources,
    // For the sandbox's own hosted page; how Belvo's knows them is not documented.
    ...(request.callbackUrls && { callback_urls: request.callbackUrls }),
    ...(link && { link: { id: link.id, status: link.status, institution: link.institution } }),
    iss: host,
  };
}

/** Signs claims the way Belvo's tokens are signed: HS512. Source: the example in its OpenAPI file. */
function signJwt(claims: Readonly<Record<string, unknown>>, secret: string): string {
  const content = `${encode({ alg: "HS512", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha512", secret).update(content).digest("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
