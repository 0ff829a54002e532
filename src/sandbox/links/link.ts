import { toMicros, toMillis } from "../http/timestamps.ts";

/** Source: Belvo's OpenAPI file, `EnumLinkStatus`. */
export const linkStatuses = ["valid", "invalid", "unconfirmed", "token_required"] as const;
export type LinkStatus = (typeof linkStatuses)[number];

export const accessModes = ["single", "recurrent"] as const;
export type AccessMode = (typeof accessModes)[number];

export const refreshRates = ["6h", "12h", "24h", "7d", "30d"] as const;
export type RefreshRate = (typeof refreshRates)[number];

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
