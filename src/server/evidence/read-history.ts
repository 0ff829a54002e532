import type { HistoryEntry } from "#contract/history.ts";
import type { LinkState } from "#contract/link.ts";
import type { OwnLink } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";
import { readEvidence, type Evidence, type Piece } from "./evidence.ts";
import { meaningOfRefusal } from "./meanings.ts";

const ENTRIES_SHOWN = 50;
/** Not every line of the log is told, so more is read than is shown. */
const LINES_READ = 500;

type StateOf = (status: string) => LinkState;

/** What happened to a link while it was this person's, newest first. */
export async function readHistory(
  store: Store,
  { externalId, linkId }: OwnLink,
  stateOf: StateOf,
): Promise<HistoryEntry[]> {
  const rows = await store
    .selectFrom("evidence")
    .select(["seq", "at", "kind", "body"])
    .where("link_id", "=", linkId)
    .where("external_id", "=", externalId)
    .where("kind", "not in", ["widget_event", "webhook", "missing", "bank_read", "watch_told"])
    .orderBy("seq", "desc")
    .limit(LINES_READ)
    .execute();
  return rows
    .map(({ seq, at, kind, body }) => ({ seq, at, evidence: readEvidence(kind, body) }))
    .flatMap((piece) => tellPiece(piece, stateOf) ?? [])
    .slice(0, ENTRIES_SHOWN);
}

/** What a line of the log is to the link's person; `null` when it is nothing. */
export function tellPiece({ seq, at, evidence }: Piece, stateOf: StateOf): HistoryEntry | null {
  switch (evidence.kind) {
    case "reading":
      return tellReading({ seq, at }, evidence, stateOf);
    case "refusal": {
      const inTrouble = meaningOfRefusal(evidence) === "bank_trouble";
      return inTrouble ? { kind: "bank_trouble_met", seq, at } : null;
    }
    case "fetch_started":
      return { kind: "data_asked", seq, at };
    case "repair_opened":
      return { kind: "repair_opened", seq, at };
    case "repair_ended":
      return tellEnd({ seq, at }, evidence, stateOf);
    case "missing":
    case "webhook":
    case "widget_event":
    case "bank_read":
    case "watch_told":
      return null;
  }
}

type Line = Pick<Piece, "seq" | "at">;
type Of<Kind extends Evidence["kind"]> = Extract<Evidence, { kind: Kind }>;

function tellReading(line: Line, reading: Of<"reading">, stateOf: StateOf): HistoryEntry | null {
  const { status, lastAccessedAt, before } = reading;
  const state = stateOf(status);
  if (!before || stateOf(before.status) !== state) return { kind: "state_read", ...line, state };

  const isFresh = lastAccessedAt !== null && lastAccessedAt !== before.lastAccessedAt;
  return isFresh ? { kind: "data_fresh", ...line, lastAccessedAt } : null;
}

function tellEnd(line: Line, ended: Of<"repair_ended">, stateOf: StateOf): HistoryEntry {
  const { repairId, result, openedAt, before, after } = ended;
  const receipt =
    openedAt === null || before === null || after === null
      ? null
      : {
          before: stateOf(before),
          after: stateOf(after),
          tookMs: Math.max(0, Date.parse(line.at) - Date.parse(openedAt)),
        };
  return { kind: "repair_ended", ...line, result, reference: referenceOf(repairId), receipt };
}

/** Short enough to be read out on the phone; support finds the repair by how its id begins. */
function referenceOf(repairId: string): string {
  return repairId.slice(0, 8).toUpperCase();
}
