import * as v from "valibot";
import { BelvoError } from "../belvo/belvo-error.ts";
import { recordEvents } from "../links/record-event.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import { findKnown } from "../sync/read-knowledge.ts";
import { isStoreFault } from "../store/store-fault.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Arrival } from "./claim-arrivals.ts";
import { Webhook } from "./inbox.ts";

/** Links that we do not know, in one question to Belvo. */
const UNKNOWN_AT_ONCE = 50;

interface Dependencies {
  store: Store;
  reader: Pick<LinkReader, "readNow" | "request">;
  now: () => number;
}

/** An arrival that could not be applied, and why. */
export interface Failure {
  arrival: Arrival;
  error: unknown;
}

/** An arrival whose body has been read. */
interface ReadArrival extends Arrival {
  webhook: Webhook;
}

/**
 * Applies webhooks: writes each into its link's log, and has the links read. It changes nothing that a
 * person sees as Belvo's word, since anyone may have sent them. What is wrong with one holds up no
 * other.
 */
export async function applyWebhooks(
  deps: Dependencies,
  arrivals: readonly Arrival[],
): Promise<Failure[]> {
  const { read, unreadable } = readBodies(arrivals);
  const { ready, waiting, justRead } = await knowLinks(deps, read);
  const failures = [...unreadable, ...waiting, ...(await applyAll(deps, ready))];
  deps.reader.request(linkIdsOf(ready).filter((id) => !justRead.has(id)));
  return failures;
}

function readBodies(arrivals: readonly Arrival[]) {
  const read: ReadArrival[] = [];
  const unreadable: Failure[] = [];
  for (const arrival of arrivals) {
    try {
      read.push({ ...arrival, webhook: v.parse(Webhook, JSON.parse(arrival.body)) });
    } catch (error) {
      unreadable.push({ arrival, error });
    }
  }
  return { read, unreadable };
}

/** Asks Belvo whose the unknown links are. While it does not say, what is about them waits. */
async function knowLinks(
  { store, reader }: Dependencies,
  arrivals: readonly ReadArrival[],
): Promise<{ ready: ReadArrival[]; waiting: Failure[]; justRead: ReadonlySet<string> }> {
  const errors = new Map<string, unknown>();
  const unknown = await findUnknown(store, linkIdsOf(arrivals));
  for (let from = 0; from < unknown.length; from += UNKNOWN_AT_ONCE) {
    const some = unknown.slice(from, from + UNKNOWN_AT_ONCE);
    try {
      await reader.readNow(some, { priority: "hint" });
    } catch (error) {
      if (!(error instanceof BelvoError)) throw error;
      for (const linkId of await findUnknown(store, some)) errors.set(linkId, error);
    }
  }
  const isReady = ({ webhook: { linkId } }: ReadArrival) => linkId === null || !errors.has(linkId);
  return {
    ready: arrivals.filter(isReady),
    waiting: arrivals
      .filter((arrival) => !isReady(arrival))
      .map((arrival) => ({ arrival, error: errors.get(arrival.webhook.linkId ?? "") })),
    justRead: new Set(unknown.filter((id) => !errors.has(id))),
  };
}

async function findUnknown(store: Store, linkIds: readonly string[]): Promise<string[]> {
  if (linkIds.length === 0) return [];
  const known = await findKnown(store, linkIds);
  return linkIds.filter((id) => !known.has(id));
}

/** In one transaction; if that fails, each in one of its own. */
async function applyAll(deps: Dependencies, arrivals: readonly ReadArrival[]): Promise<Failure[]> {
  if (arrivals.length === 0) return [];
  try {
    await applyTogether(deps, arrivals);
    return [];
  } catch (error) {
    if (arrivals.length === 1 || isStoreFault(error)) {
      return arrivals.map((arrival) => ({ arrival, error }));
    }
    const failures: Failure[] = [];
    for (const arrival of arrivals) failures.push(...(await applyAll(deps, [arrival])));
    return failures;
  }
}

async function applyTogether(
  { store, now }: Dependencies,
  arrivals: readonly ReadArrival[],
): Promise<void> {
  await store.write(async (tx) => {
    const rows = await tx
      .updateTable("inbox")
      .set({ applied_at: timestamp(now()) })
      .where(
        "id",
        "in",
        arrivals.map(({ id }) => id),
      )
      .where("applied_at", "is", null)
      .returning("id")
      .execute();
    // With the others, another instance was quicker.
    const ours = new Set(rows.map(({ id }) => id));
    const events = arrivals
      .filter(({ id }) => ours.has(id))
      .flatMap(({ received_at: at, webhook: { linkId, ...said } }) =>
        linkId === null ? [] : [{ linkId, at, event: { kind: "webhook", ...said } as const }],
      );
    await recordEvents(tx, events);
  });
}

function linkIdsOf(arrivals: readonly ReadArrival[]): string[] {
  return [...new Set(arrivals.flatMap(({ webhook: { linkId } }) => linkId ?? []))];
}
