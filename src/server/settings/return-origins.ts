import * as v from "valibot";
import { isSafeUrl } from "./loopback.ts";

const RULE =
  "must be origins like https://app.example.com (http only for this machine), or schemes of apps like myapp://";

/**
 * Schemes that no app of a host's has: what browsers, mail and the system open by them is not the place
 * that a person came from, or runs in ours.
 */
const NO_APPS = new Set([
  ...["http", "https", "ws", "wss", "ftp", "file", "filesystem", "javascript", "vbscript", "data"],
  ...["blob", "about", "view-source", "resource", "jar", "chrome", "chrome-extension"],
  ...["moz-extension", "intent", "content", "mailto", "tel", "sms"],
]);

/** An app's scheme, with or without slashes. One letter is a drive. */
const SCHEME = /^([a-z][a-z0-9+.-]+):(\/\/)?$/i;

/** Where people may be sent back to: each an origin, or a scheme with its colon. */
export const returnOrigins = v.pipe(
  v.optional(v.string(), ""),
  v.transform((text) => text.split(/[\s,]+/).filter((each) => each !== "")),
  v.check((all) => all.every((each) => read(each) !== null), RULE),
  v.transform((all) => all.flatMap((each) => read(each) ?? [])),
);

function read(text: string): string | null {
  const [, scheme] = SCHEME.exec(text) ?? [];
  if (scheme !== undefined) {
    const name = scheme.toLowerCase();
    return NO_APPS.has(name) ? null : `${name}:`;
  }
  if (!/^https?:\/\/[^/*]+\/?$/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isSafeUrl(url) && url.pathname === "/" && url.search + url.hash === "" ? url.origin : null;
}
