import type { HistoryEntry } from "#contract/history.ts";
import type { LinkState } from "#contract/link.ts";
import type { Store } from "../store/open-store.ts";
import { readEvent, type LinkEvent, type LoggedEvent } from "./event.ts";
import { effectOfRefusal } from "./effects.ts";

const ENTRIES_SHOWN = 50;
/** Not every event is told, so more are read than are shown. */
const EVENTS_READ = 500;
/** Of other kinds nothing is told here. */
const KINDS_TOLD: LinkEvent["kind"][] = [
  "reading",
  "refusal",
  "fetch_started",
  "repair_opened",
  "repair_ended",
];

type StateOf = (status: string) => LinkState;

/** What happened to a link while it was this person's, newest first. */
export async function readHistory(
  store: Store,
  { externalId, linkId }: { externalId: string; linkId: string },
  stateOf: StateOf,
): Promise<HistoryEntry[]> {
  const rows = await store
    .selectFrom("evidence")
    .select(["seq", "at", "kind", "body"])
    .where("link_id", "=", linkId)
    .where("external_id", "=", externalId)
    .where("kind", "in", KINDS_TOLD)
    .orderBy("seq", "desc")
    .limit(EVENTS_READ)
    .execute();
  return rows
    .flatMap(({ seq, at, kind, body }) => {
      const event = readEvent(kind, body);
      return (event && formatEvent({ seq, at, event }, stateOf)) ?? [];
    })
    .slice(0, ENTRIES_SHOWN);
}

/** What an event is to the link's person; `null` when it is nothing. */
export function formatEvent(
  { seq, at, event }: LoggedEvent,
  stateOf: StateOf,
): HistoryEntry | null {
  switch (event.kind) {
    case "reading":
      return formatReading({ seq, at }, event, stateOf);
    case "refusal": {
      const inTrouble = effectOfRefusal(event) === "bank_trouble";
      return inTrouble ? { kind: "bank_trouble_met", seq, at } : null;
    }
    case "fetch_started":
      return { kind: "data_asked", seq, at };
    case "repair_opened":
      return { kind: "repair_opened", seq, at };
    case "repair_ended":
      return formatEnd({ seq, at }, event, stateOf);
    case "missing":
    case "webhook":
    case "widget_event":
    case "bank_read":
    case "bank_alert_set":
    case "bank_alert_cancelled":
    case "watch_told":
      return null;
  }
}

type Place = Pick<LoggedEvent, "seq" | "at">;
type Of<Kind extends LinkEvent["kind"]> = Extract<LinkEvent, { kind: Kind }>;

function formatReading(
  place: Place,
  reading: Of<"reading">,
  stateOf: StateOf,
): HistoryEntry | null {
  const { status, lastAccessedAt, before } = reading;
  const state = stateOf(status);
  if (!before) return { kind: "state_read", ...place, state, isFirst: true };
  if (stateOf(before.status) !== state) return { kind: "state_read", ...place, state };

  const isFresh = lastAccessedAt !== null && lastAccessedAt > (before.lastAccessedAt ?? "");
  return isFresh ? { kind: "data_fresh", ...place, lastAccessedAt } : null;
}

function formatEnd(place: Place, ended: Of<"repair_ended">, stateOf: StateOf): HistoryEntry {
  const { repairId, result, openedAt, before, after } = ended;
  const receipt =
    openedAt === null || before === null || after === null
      ? null
      : {
          before: stateOf(before),
          after: stateOf(after),
          tookMs: Math.max(0, Date.parse(place.at) - Date.parse(openedAt)),
        };
  return { kind: "repair_ended", ...place, result, reference: referenceOf(repairId), receipt };
}

/** Short enough to be read out on the phone; support finds the repair by how its id begins. */
function referenceOf(repairId: string): string {
  return repairId.slice(0, 8).toUpperCase();
}
