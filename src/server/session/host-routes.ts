import * as z from "zod/mini";
import { canRepair } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import type { LinkRefresh } from "../links/link-refresh.ts";
import { ensureBroken, type RepairDependencies } from "../repair/open-repair.ts";
import { findLink, type OwnLink } from "../links/read-links.ts";
import { createEntry, type EntryOptions } from "./entries.ts";

/** Source of the form of `externalId`: Belvo's OpenAPI, `Link.external_id`. */
const EntryRequest = z.strictObject({
  externalId: z.string().check(z.regex(/^[A-Za-z0-9_-]{3,256}$/)),
  name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  /** The one link to be repaired, for an e-mail or a push message; all of the person's without it. */
  linkId: z.optional(z.uuid()),
});

interface Dependencies extends EntryOptions, Omit<RepairDependencies, "newId"> {
  publicUrl: string;
  refresh: LinkRefresh;
}

/** For the backend of the app that sends people here: it knows who they are, we do not. */
export function hostRoutes(deps: Dependencies): App {
  const app = createRoutes();
  app.post("/host/entries", async (c) => {
    const { externalId, name = null, linkId = null } = await readBody(c, EntryRequest);
    const askedAt = linkId === null ? deps.now() : await askOfLink(deps, { externalId, linkId });
    const user = { externalId, name, onlyLinkId: linkId };
    const { code, expiresAt } = await createEntry(deps, user, askedAt);
    // A fragment is never sent to a server, so the code is in nobody's access log.
    return c.json({ url: `${deps.publicUrl}${pages.enter}#${code}`, expiresAt }, 201);
  });
  return app;
}

/**
 * A list that was just read tells of all of a person's links, and a host may ask for each. What it does
 * not call broken, Belvo is asked for: the host may have heard of it before we have.
 *
 * @returns Since when the link is known to be broken, in milliseconds since 1970.
 */
async function askOfLink(deps: Dependencies, own: OwnLink): Promise<number> {
  const { asOf, stale } = await deps.refresh.refresh(own.externalId);
  const known = await findLink(deps.store, own, deps);
  if (!stale && known && canRepair(known.state)) return Date.parse(asOf);
  if (!known) await deps.refresh.readAgain(own.externalId);
  return ensureBroken(deps, own);
}
