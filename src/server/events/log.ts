import * as v from "valibot";
import { prepareQuery } from "../store/prepare-query.ts";
import { nextSeq } from "../store/log-head.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { LinkEvent, type LoggedEvent } from "./event.ts";

/** An event that is to be logged. */
export interface NewEvent {
  linkId: string;
  at: string;
  event: LinkEvent;
}

/** Adds an event to a link's log. Nothing changes or removes one. */
export async function appendEvent(
  tx: StoreTransaction,
  added: NewEvent & { externalId: string },
): Promise<LoggedEvent> {
  const event = v.parse(LinkEvent, added.event);
  const seq = await nextSeq(tx);
  await insertEvents(tx, [{ ...added, event, seq }]);
  return { seq, at: added.at, event };
}

/** Adds events to the logs of their links, in their order. */
export async function appendEvents(
  tx: StoreTransaction,
  events: readonly (NewEvent & { externalId: string })[],
): Promise<(LoggedEvent & { linkId: string })[]> {
  if (events.length === 0) return [];
  const first = await nextSeq(tx, events.length);
  const numbered = events.map((added, place) => ({
    ...added,
    event: v.parse(LinkEvent, added.event),
    seq: first + place,
  }));
  await insertEvents(tx, numbered);
  return numbered;
}

/** Writes events to which `nextSeq` has given their numbers. */
export async function insertEvents(
  tx: StoreTransaction,
  events: readonly (NewEvent & { externalId: string; seq: number })[],
): Promise<void> {
  const values = events.map(({ seq, linkId, externalId, at, event: { kind, ...body } }) => ({
    seq,
    link_id: linkId,
    external_id: externalId,
    at,
    kind,
    body: JSON.stringify(body),
  }));
  await tx.insertInto("evidence").values(values).execute();
}

/** An event as it is stored, and whose link it is about. */
export interface StoredEvent {
  seq: number;
  linkId: string;
  externalId: string;
  at: string;
  kind: string;
  body: string;
}

interface EventsWanted {
  after: number;
  /** Of one person; of all when it is not given. */
  externalId?: string;
  /** The one link that is meant; `null` for all of theirs. */
  onlyLinkId?: string | null;
  limit: number;
  /** Also what a widget said, which is no news. */
  withWidget?: boolean;
}

/** The next events of the log after `seq`. */
export async function readEvents(
  store: Store,
  { after, externalId, onlyLinkId = null, limit, withWidget = false }: EventsWanted,
): Promise<StoredEvent[]> {
  let query = store
    .selectFrom("evidence")
    .select(["seq", "at", "kind", "body", "link_id as linkId", "external_id as externalId"])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit);
  if (!withWidget) query = query.where("kind", "!=", "widget_event");
  if (externalId !== undefined) query = query.where("external_id", "=", externalId);
  if (onlyLinkId !== null) query = query.where("link_id", "=", onlyLinkId);
  return query.execute();
}

const findNewest = prepareQuery((db, text: (name: "externalId") => string) =>
  db
    .selectFrom("evidence")
    .select("seq")
    .where("external_id", "=", text("externalId"))
    .orderBy("seq", "desc")
    .limit(1),
);

/** The number of the newest event that a person is told of; 0 before the first. */
export async function readLastEventId(store: Store, externalId: string): Promise<number> {
  const [newest] = await findNewest(store, { externalId });
  return newest?.seq ?? 0;
}
