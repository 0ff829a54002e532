import { fieldOf, parseJson, textOf } from "./untyped.ts";

/** The link that an access token was made for. Its status is asked afresh, since it may be old. */
export interface LinkClaim {
  id: string;
  institution: string;
}

export type AccessToken =
  { mode: "update"; link: LinkClaim } | { mode: "create" } | { mode: "unreadable" };

/**
 * Reads which mode a token asks for. The signature and the expiry are the API's to judge.
 *
 * A token for update mode has a claim `link`; without it Belvo's widget creates a new link.
 */
export function readAccessToken(token: unknown): AccessToken {
  const claims = typeof token === "string" ? claimsOf(token) : undefined;
  if (typeof claims !== "object" || claims === null) return { mode: "unreadable" };

  const link = fieldOf(claims, "link");
  const id = textOf(link, "id");
  const institution = textOf(link, "institution");
  if (id === undefined || institution === undefined) return { mode: "create" };
  return { mode: "update", link: { id, institution } };
}

/** Where a page of the widget's own goes at its end. Source: Belvo's OpenAPI, `callback_urls`. */
export interface CallbackUrls {
  success: string;
  exit: string;
  event: string;
}

/** @returns `undefined` for a token that was asked for without them. */
export function readCallbackUrls(token: string): CallbackUrls | undefined {
  const urls = fieldOf(claimsOf(token), "callback_urls");
  const [success, exit, event] = ["success", "exit", "event"].map((name) => textOf(urls, name));
  if (success === undefined || exit === undefined || event === undefined) return undefined;
  return { success, exit, event };
}

const JWT = /^[\w-]+\.([\w-]+)\.[\w-]*$/;

function claimsOf(token: string): unknown {
  const payload = JWT.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    return parseJson(
      new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))),
    );
  } catch {
    return undefined;
  }
}
