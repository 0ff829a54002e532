import { routes } from "#contract/routes.ts";
import type { Link } from "#contract/link.ts";
import { WatchAnswer } from "#contract/watch.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import { findLink, type LinkView, type OwnLink } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** A press each, and a write. */
const CHANGES = { limit: 60, windowMs: 60_000 };

interface Dependencies extends LinkView {
  store: Store;
  windows: SlidingWindows;
}

/** "Tell me when it is back": of a bank that is in trouble. */
export function bankAlertRoutes({ store, windows, ...view }: Dependencies): App {
  const limit = createUserLimit(windows, "bank alerts", CHANGES);

  async function find(own: OwnLink): Promise<Link> {
    const link = await findLink(store, own, view);
    if (!link) throw new ProblemError("not_found");
    return link;
  }

  const app = createRoutes();
  app.put(routes.watch, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    refuseWithoutTrouble(await find(own));
    await saveBankAlert(store, own, timestamp(view.now()));
    return c.json(WatchAnswer.parse({ link: await find(own) }));
  });
  app.delete(routes.watch, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    await store
      .deleteFrom("watches")
      .where("external_id", "=", own.externalId)
      .where("link_id", "=", own.linkId)
      .execute();
    return c.json(WatchAnswer.parse({ link: await find(own) }));
  });
  return app;
}

function refuseWithoutTrouble({ state }: Link): void {
  if (state === "bank_trouble") return;
  const isUp = state === "connected" || state === "checking";
  throw new ProblemError(isUp ? "already_connected" : "not_repairable_here");
}

/** Who was told, and asks again, is told again. */
async function saveBankAlert(store: Store, own: OwnLink, at: string): Promise<void> {
  await store
    .insertInto("watches")
    .values({ external_id: own.externalId, link_id: own.linkId, asked_at: at, told_at: null })
    .onConflict((conflict) =>
      conflict.columns(["link_id", "external_id"]).doUpdateSet({ asked_at: at, told_at: null }),
    )
    .execute();
}
