import type { HistoryEntry } from "#contract/repair.ts";
import type { LinkState } from "#contract/link.ts";
import type { Store } from "../store/open-store.ts";
import { Evidence } from "./evidence.ts";

const ENTRIES_SHOWN = 50;
/** Readings that only say "still so" are not shown, so more is read than is shown. */
const ENTRIES_READ = 500;

/** What happened to a link, newest first. */
export async function readHistory(
  store: Store,
  linkId: string,
  stateOf: (status: string) => LinkState,
): Promise<HistoryEntry[]> {
  const rows = await store
    .selectFrom("evidence")
    .select(["seq", "at", "kind", "body"])
    .where("link_id", "=", linkId)
    .where("kind", "in", ["reading", "repair_opened", "repair_ended"])
    .orderBy("seq", "desc")
    .limit(ENTRIES_READ)
    .execute();

  const history: HistoryEntry[] = [];
  let lastState: LinkState | null = null;
  for (const { seq, at, kind, body } of rows.reverse()) {
    const evidence = readEvidence(kind, body);
    if (evidence.kind === "repair_opened") history.push({ kind: evidence.kind, seq, at });
    if (evidence.kind === "repair_ended") {
      history.push({ kind: evidence.kind, seq, at, result: evidence.result });
    }
    if (evidence.kind !== "reading") continue;

    const state = stateOf(evidence.status);
    if (state !== lastState) history.push({ kind: "state_read", seq, at, state });
    lastState = state;
  }
  return history.reverse().slice(0, ENTRIES_SHOWN);
}

function readEvidence(kind: string, body: string): Evidence {
  const stored: unknown = JSON.parse(body);
  return Evidence.parse(typeof stored === "object" ? { ...stored, kind } : { kind });
}
