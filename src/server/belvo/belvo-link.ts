import * as z from "zod";
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
export const BelvoLink = z
  .object({
    id: z.uuid(),
    institution: z.string().min(1).max(200).nullable().catch(null),
    status: z.string().min(1).max(64).nullable().catch(null),
    external_id: z.string().nullish().catch(null),
    access_mode: z.string().max(64).nullish().catch(null),
    last_accessed_at: BelvoTime,
    created_at: BelvoTime,
  })
  .transform((link) => {
    const unread = (["institution", "status"] as const).find((name) => link[name] === null);
    return {
      id: link.id.toLowerCase(),
      institution: link.institution,
      status: unread === undefined ? (link.status ?? UNREADABLE) : UNREADABLE,
      externalId: link.external_id ?? null,
      accessMode: link.access_mode ?? null,
      lastAccessedAt: link.last_accessed_at,
      createdAt: link.created_at,
      /** Why it cannot be read; none of Belvo's own words. */
      ...(unread !== undefined && { fault: `odd ${unread}` }),
    };
  });
export type BelvoLink = Omit<z.infer<typeof BelvoLink>, "fault"> & { fault?: string };

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
