import { apiErrors } from "../http/api-errors.ts";
import type { Link } from "./link.ts";
import type { LinkLogins } from "./link-logins.ts";
import type { LoginOutcomes } from "./login-outcomes.ts";
import type { LinkStore } from "./link-store.ts";

/** Source: Belvo's OpenAPI file: one refresh in 10 minutes. */
const COOL_DOWN_MS = 10 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

interface Dependencies {
  links: LinkStore;
  logins: LinkLogins;
  outcomes: LoginOutcomes;
  now: () => number;
}

/**
 * Fetches a link's data afresh. A link that does not work says so before its cool-down does.
 *
 * @throws {ApiError} 400, 428, 500, or 409 `link_refreshed`.
 */
export function refreshLink(
  link: Link,
  token: string | undefined,
  { links, logins, outcomes, now }: Dependencies,
): void {
  const waitMs = (link.refreshedAt ?? -Infinity) + COOL_DOWN_MS - now();
  if (link.status === "valid" && waitMs > 0) {
    throw apiErrors.linkRefreshed(Math.ceil(waitMs / MINUTE_MS));
  }
  const fetched = logins.fetch(link, token);
  outcomes.connect(links.save({ ...fetched, refreshedAt: now() }));
}
