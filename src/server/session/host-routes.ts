import * as z from "zod/mini";
import { pages } from "#contract/routes.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { readBody } from "../http/read-body.ts";
import { createEntry, type EntryOptions } from "./entries.ts";

/** Source of the form of `externalId`: Belvo's OpenAPI, `Link.external_id`. */
const EntryRequest = z.strictObject({
  externalId: z.string().check(z.regex(/^[A-Za-z0-9_-]{3,256}$/)),
  name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
});

interface Dependencies extends EntryOptions {
  publicUrl: string;
}

/** For the backend of the app that sends people here: it knows who they are, we do not. */
export function hostRoutes({ publicUrl, ...entries }: Dependencies): App {
  const app = createRoutes();
  app.post("/host/entries", async (c) => {
    const { externalId, name } = await readBody(c, EntryRequest);
    const { code, expiresAt } = await createEntry(entries, { externalId, name: name ?? null });
    // A fragment is never sent to a server, so the code is in nobody's access log.
    return c.json({ url: `${publicUrl}${pages.enter}#${code}`, expiresAt }, 201);
  });
  return app;
}
