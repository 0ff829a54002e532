import type { SignedIn } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { OwnLink } from "../links/read-links.ts";

/** A session may be for the repair of one link: then its person sees nothing else. */
interface Scoped extends SignedIn {
  onlyLinkId?: string | null;
}

/**
 * Whose links all of a request is about.
 *
 * @throws {ProblemError} `not_found` for a session that is for one link only.
 */
export function ownerOfAll({ externalId, onlyLinkId = null }: Scoped): string {
  if (onlyLinkId !== null) throw new ProblemError("not_found");
  return externalId;
}

/**
 * One link of the person's, if there is one.
 *
 * @throws {ProblemError} `not_found` for a session that is for another link only.
 */
export function ownLink({ externalId, onlyLinkId = null }: Scoped, linkId: string): OwnLink {
  if (onlyLinkId !== null && onlyLinkId !== linkId) throw new ProblemError("not_found");
  return { externalId, linkId };
}
