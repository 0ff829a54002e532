import { matchPath } from "react-router-dom";
import type { PageError } from "#contract/page-error.ts";
import { pages } from "#contract/routes.ts";
import { createApi } from "../core/http/api.ts";
import { createFaultSender, sendFaultBy } from "../core/http/send-faults.ts";

/** So many of one page's say enough. */
const MOST = 5;

type Send = (kind: PageError["kind"], fault: unknown) => Promise<void>;

/** Gives what tells our server's log of a fault, once a kind, and nothing that could be a person's. */
export function createPageErrorSender(): Send {
  // A fault may be anywhere, also in what the page has for asking our server.
  const api = createApi({ baseUrl: "", fetch: window.fetch.bind(window), now: Date.now });
  const send = createFaultSender(MOST, sendFaultBy(api));
  return async (kind, fault) => {
    const error = describeError(kind, fault, window.location);
    if (error) await send(error);
  };
}

/** Refusals, which the person is told of where they ask. */
const TOLD = ["ApiError", "OtherUserError", "AbortError"];
const MOST_PLACES = 5;

/** @returns `null` for what is no fault of ours. */
export function describeError(
  kind: PageError["kind"],
  fault: unknown,
  { origin, pathname }: Pick<Location, "origin" | "pathname">,
): PageError | null {
  const { name = "", stack = "" } = fault instanceof Error ? fault : {};
  const at = stack
    .split(origin)
    .flatMap((part) => /^\/assets\/[\w.-]{1,80}:\d{1,7}:\d{1,7}/.exec(part)?.[0] ?? [])
    .slice(0, MOST_PLACES);
  // Browsers' extensions and Belvo's script fail too.
  if (kind === "script" && (at.length === 0 || TOLD.includes(name))) return null;
  const page = Object.values(pages).find((pattern) => matchPath(pattern, pathname)) ?? null;
  return { kind, name: /^[A-Za-z]{1,40}$/.test(name) ? name : "Error", at, page };
}
