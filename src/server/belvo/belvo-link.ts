import * as z from "zod";
import { BelvoTime } from "./belvo-time.ts";

/**
 * A link as Belvo describes it, in what we need of it.
 *
 * Source: Belvo's OpenAPI, `Link`. `status` is open: a new one must not make a list unreadable.
 */
export const BelvoLink = z
  .object({
    id: z.uuid(),
    institution: z.string().min(1).max(200),
    status: z.string().min(1).max(64),
    external_id: z.string().nullish(),
    access_mode: z.string().max(64).nullish(),
    last_accessed_at: BelvoTime,
    created_at: BelvoTime,
  })
  .transform((link) => ({
    id: link.id.toLowerCase(),
    institution: link.institution,
    status: link.status,
    externalId: link.external_id ?? null,
    accessMode: link.access_mode ?? null,
    lastAccessedAt: link.last_accessed_at,
    createdAt: link.created_at,
  }));
export type BelvoLink = z.infer<typeof BelvoLink>;
