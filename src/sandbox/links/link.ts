import { createHash } from "node:crypto";
import { toMicros, toMillis } from "../clock.ts";

/** Source: Belvo's OpenAPI file, `EnumLinkStatus`. */
export const linkStatuses = ["valid", "invalid", "unconfirmed", "token_required"] as const;
export type LinkStatus = (typeof linkStatuses)[number];

/**
 * Where a link may go from each status; staying is always allowed.
 *
 * Nothing leads back to `unconfirmed`, and a link that was never finished cannot have run out of a
 * token: it has to be finished first.
 */
const MOVES: Readonly<Record<LinkStatus, readonly LinkStatus[]>> = {
  valid: ["invalid", "token_required"],
  invalid: ["valid", "token_required"],
  token_required: ["valid", "invalid"],
  unconfirmed: ["valid", "invalid"],
};

export const accessModes = ["single", "recurrent"] as const;
type AccessMode = (typeof accessModes)[number];

export const refreshRates = ["6h", "12h", "24h", "7d", "30d"] as const;
type RefreshRate = (typeof refreshRates)[number];

/** A person's connection with a bank. Times are milliseconds since 1970. */
export interface Link {
  readonly id: string;
  readonly institution: string;
  readonly institutionUserId: string;
  readonly accessMode: AccessMode;
  readonly status: LinkStatus;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly lastAccessedAt: number | null;
  readonly externalId: string | null;
  readonly refreshRate: RefreshRate | null;
  readonly credentialsStorage: string;
  readonly fetchResources: readonly string[];
  readonly staleIn: string;

  /** Known to the bank only. No password is kept: the bank refuses one that is always wrong. */
  readonly username: string;
  /** Refused passwords since the last login that worked. */
  readonly failedLogins: number;
  /** When `POST …/refresh/` was last accepted, which starts its cool-down. */
  readonly refreshedAt: number | null;
}

/** A move that no bank could have caused. */
export class IllegalMoveError extends Error {
  override readonly name = "IllegalMoveError";
}

export function mayMove(from: LinkStatus, to: LinkStatus): boolean {
  return from === to || MOVES[from].includes(to);
}

/** @throws {IllegalMoveError} When the table has no such move. */
export function moveLink(link: Link, status: LinkStatus): Link {
  if (!mayMove(link.status, status)) {
    throw new IllegalMoveError(`A link that is ${link.status} cannot become ${status}.`);
  }
  return { ...link, status };
}

/** As if so much time had passed since its data were last fetched. */
export function olderLink(link: Link, ms: number): Link {
  const older = (at: number | null) => at && at - ms;
  return {
    ...link,
    lastAccessedAt: older(link.lastAccessedAt),
    refreshedAt: older(link.refreshedAt),
  };
}

/** A link as the API shows it. Source: Belvo's OpenAPI file, `Link`. */
export function linkBody(link: Link) {
  return {
    id: link.id,
    institution: link.institution,
    access_mode: link.accessMode,
    last_accessed_at: link.lastAccessedAt === null ? null : toMillis(link.lastAccessedAt),
    created_at: toMicros(link.createdAt),
    external_id: link.externalId,
    institution_user_id: link.institutionUserId,
    status: link.status,
    created_by: link.createdBy,
    refresh_rate: link.refreshRate,
    credentials_storage: link.credentialsStorage,
    fetch_resources: link.fetchResources,
    stale_in: link.staleIn,
  };
}

/** The 44 characters that stand for one person at one institution, the same for all their links. */
export function institutionUserId(institution: string, username: string): string {
  return `${createHash("sha256").update(`${institution}\n${username}`).digest("base64url")}=`;
}

/** All links, in memory only: a sandbox that forgets is one that can be started over. */
export interface LinkStore {
  /** Newest first. */
  all(): Link[];
  find(id: string): Link | undefined;
  save(link: Link): Link;
  remove(id: string): void;
}

export function createLinkStore(links: Iterable<Link>): LinkStore {
  const byId = new Map<string, Link>();
  for (const link of links) byId.set(link.id, link);

  return {
    all: () => [...byId.values()].sort(newestFirst),
    find: (id) => byId.get(id),
    save(link) {
      byId.set(link.id, link);
      return link;
    },
    remove: (id) => void byId.delete(id),
  };
}

/** Ids break ties, so that pages never overlap. */
function newestFirst(a: Link, b: Link): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
