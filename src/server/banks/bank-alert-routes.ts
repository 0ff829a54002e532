import * as v from "valibot";
import { routes } from "#contract/routes.ts";
import type { Link } from "#contract/link.ts";
import { BankAlertAnswer } from "#contract/bank-alert.ts";
import { createRoutes, type App } from "../http/app-env.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import { createUserLimit } from "../access/user-limit.ts";
import type { SlidingWindows } from "../async/sliding-windows.ts";
import { recordEvent } from "../links/record-event.ts";
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
  app.put(routes.bankAlert, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    refuseWithoutTrouble(await find(own));
    await saveBankAlert(store, own, timestamp(view.now()));
    return c.json(v.parse(BankAlertAnswer, { link: await find(own) }));
  });
  app.delete(routes.bankAlert, async (c) => {
    const { externalId } = c.get("user");
    await limit(externalId);
    const own = { externalId, linkId: normalizeId(c.req.param("linkId")) };
    await find(own);
    await cancelBankAlert(store, own, timestamp(view.now()));
    return c.json(v.parse(BankAlertAnswer, { link: await find(own) }));
  });
  return app;
}

function refuseWithoutTrouble({ state, bankTrouble }: Link): void {
  if (bankTrouble) return;
  const isUp = state === "connected" || state === "checking";
  throw new ProblemError(isUp ? "already_connected" : "not_repairable_here");
}

/** Who was told, and asks again, is told again. Open pages of the person's hear of it by the log. */
async function saveBankAlert(store: Store, own: OwnLink, at: string): Promise<void> {
  const { externalId, linkId } = own;
  await store.write(async (tx) => {
    await tx
      .insertInto("watches")
      .values({ external_id: externalId, link_id: linkId, asked_at: at, told_at: null })
      .onConflict((conflict) =>
        conflict.columns(["link_id", "external_id"]).doUpdateSet({ asked_at: at, told_at: null }),
      )
      .execute();
    await recordEvent(tx, { linkId, at, event: { kind: "bank_alert_set" } });
  });
}

async function cancelBankAlert(store: Store, own: OwnLink, at: string): Promise<void> {
  const { externalId, linkId } = own;
  await store.write(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom("watches")
      .where("external_id", "=", externalId)
      .where("link_id", "=", linkId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return;
    await recordEvent(tx, { linkId, at, event: { kind: "bank_alert_cancelled" } });
  });
}
