import * as v from "valibot";
import { orNull, Uuid } from "#contract/formats.ts";
import { BelvoTime } from "./belvo-time.ts";

/** Stands in a status's place for a link that cannot be read: Belvo has no such status. */
const UNREADABLE = "unreadable";

/** Source: Belvo's OpenAPI, `Link.status`. Another one is told as it is, and means nothing to us. */
const STATUSES: readonly string[] = ["valid", "invalid", "token_required", "unconfirmed"];

/**
 * A link as Belvo describes it, in what we need of it. Only an odd `id` makes it no link. Without a
 * bank or a status it is one that cannot be read; any other odd field counts as missing.
 *
 * Source: Belvo's OpenAPI, `Link`. `status` is open: a new one must not make a link unreadable.
 */
export const BelvoLink = v.pipe(
  v.object({
    id: Uuid,
    institution: orNull(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
    status: orNull(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
    external_id: orNull(v.string()),
    access_mode: orNull(v.pipe(v.string(), v.maxLength(64))),
    last_accessed_at: BelvoTime,
    created_at: BelvoTime,
  }),
  v.transform((link) => {
    const unread = (["institution", "status"] as const).find((name) => link[name] === null);
    return {
      id: link.id.toLowerCase(),
      institution: link.institution,
      status: unread === undefined ? (link.status ?? UNREADABLE) : UNREADABLE,
      externalId: link.external_id,
      accessMode: link.access_mode,
      lastAccessedAt: link.last_accessed_at,
      createdAt: link.created_at,
      /** Why it cannot be read; none of Belvo's own words. */
      ...(unread !== undefined && { fault: `odd ${unread}` }),
    };
  }),
);
export type BelvoLink = Omit<v.InferOutput<typeof BelvoLink>, "fault"> & { fault?: string };

/** A link of which Belvo refuses for good to say anything. */
export function refusedLink(id: string, fault: string): BelvoLink {
  return {
    id,
    institution: null,
    status: UNREADABLE,
    externalId: null,
    accessMode: null,
    lastAccessedAt: null,
    createdAt: null,
    fault,
  };
}

/** What an operator is told of a link; `null` for one that is as Belvo documents links. */
export function faultOfLink({ fault, status }: BelvoLink): string | null {
  return fault ?? (STATUSES.includes(status) ? null : "unknown status");
}
