import type { MiddlewareHandler } from "hono";
import type { AppEnv, SignedIn } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import type { SecurityLog } from "../http/security-log.ts";
import type { Store } from "../store/open-store.ts";

interface Dependencies {
  store: Store;
  security: SecurityLog;
}

/** A link or a repair that a request is about. */
interface Asked {
  kind: "link" | "repair";
  id: string;
}

/**
 * Has the log know when a person asks for what is somebody else's, or not their session's. They are
 * answered as if there were no such thing, after the same look at the store.
 */
export function reportDenied({ store, security }: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    // Typed as always there; only a route that knows the session has put it there.
    if (c.res.status !== 404 || !("user" in c.var)) return;
    const asked = readAsked(c.req.path, "namedLinkId" in c.var ? c.get("namedLinkId") : null);
    if (asked && (await isDenied(store, c.get("user"), asked))) {
      security(c, "access.denied", { kind: asked.kind });
    }
  };
}

const ASKED = /^\/api\/(links|repairs|repair-all\/skips)\/([0-9a-f-]{36})(?![^/])/i;

function readAsked(path: string, namedLinkId: string | null): Asked | null {
  const [, place, id] = ASKED.exec(path) ?? [];
  if (id !== undefined) return { kind: place === "repairs" ? "repair" : "link", id };
  return namedLinkId === null ? null : { kind: "link", id: namedLinkId };
}

async function isDenied(
  store: Store,
  { externalId, onlyLinkId }: SignedIn,
  { kind, id: asWritten }: Asked,
): Promise<boolean> {
  const id = normalizeId(asWritten);
  const found =
    kind === "link"
      ? await store
          .selectFrom("links")
          .select(["external_id", "id as link_id"])
          .where("id", "=", id)
          .executeTakeFirst()
      : await store
          .selectFrom("repairs")
          .select(["external_id", "link_id"])
          .where("id", "=", id)
          .executeTakeFirst();
  if (!found) return false;
  const isOutOfScope = onlyLinkId !== null && found.link_id !== onlyLinkId;
  return found.external_id !== externalId || isOutOfScope;
}
