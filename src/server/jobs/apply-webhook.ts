import { recordEvent } from "../links/record-event.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { Webhook } from "./inbox.ts";

interface Dependencies {
  store: Store;
  reader: Pick<LinkReader, "readNow" | "request">;
  now: () => number;
}

/** A row of the inbox. */
interface Arrival {
  id: string;
  received_at: string;
  body: string;
}

/**
 * Applies one webhook: writes it into its link's log, and has the link read. It changes nothing that
 * a person sees as Belvo's word, since anyone may have sent it.
 *
 * @throws {BelvoError} For a link that we do not know, while Belvo cannot be asked whose it is.
 */
export async function applyWebhook(deps: Dependencies, arrival: Arrival): Promise<void> {
  const { store, reader, now } = deps;
  const { type, code, linkId, errorCode } = Webhook.parse(JSON.parse(arrival.body));
  const wasKnown = linkId === null || (await isKnown(store, linkId));
  if (!wasKnown) await reader.readNow([linkId]);

  await store.write(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("inbox")
      .set({ applied_at: timestamp(now()) })
      .where("id", "=", arrival.id)
      .where("applied_at", "is", null)
      .executeTakeFirstOrThrow();
    // Another instance was quicker.
    if (numUpdatedRows === 0n || linkId === null) return;

    const event = { kind: "webhook", type, code, errorCode } as const;
    await recordEvent(tx, { linkId, at: arrival.received_at, event });
  });
  if (wasKnown && linkId !== null) reader.request([linkId]);
}

/** Asks in one question whose the links are that we do not know. What fails is asked for one by one. */
export async function readStrangers(
  { store, reader }: Dependencies,
  arrivals: readonly Arrival[],
): Promise<void> {
  const named = arrivals.flatMap(
    ({ body }) => Webhook.safeParse(readJson(body)).data?.linkId ?? [],
  );
  if (new Set(named).size < 2) return;
  const known = await store.selectFrom("links").select("id").where("id", "in", named).execute();
  const ids = new Set(known.map(({ id }) => id));
  await reader.readNow(named.filter((id) => !ids.has(id))).catch(() => undefined);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function isKnown(store: Store, linkId: string): Promise<boolean> {
  const row = await store
    .selectFrom("links")
    .select("id")
    .where("id", "=", linkId)
    .executeTakeFirst();
  return row !== undefined;
}
