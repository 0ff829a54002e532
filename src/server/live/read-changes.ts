import { LiveChange } from "#contract/live.ts";
import { readEvidence } from "../evidence/evidence.ts";
import { stateOf } from "../evidence/judge-health.ts";
import { tellPiece } from "../evidence/read-history.ts";
import { findLink, type LinkView } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";

/** A line of the log, and whose it is. */
interface LoggedLine {
  seq: number;
  linkId: string;
  externalId: string;
  at: string;
  kind: string;
  body: string;
}

interface LinesWanted {
  after: number;
  /** Of one person; of all when it is not given. */
  externalId?: string;
  /** The one link that is meant; `null` for all of theirs. */
  onlyLinkId?: string | null;
  limit: number;
  /** Also what a widget said, which is no news. */
  withWidget?: boolean;
}

/** The next lines of the log after `seq`. */
export async function readLines(
  store: Store,
  { after, externalId, onlyLinkId = null, limit, withWidget = false }: LinesWanted,
): Promise<LoggedLine[]> {
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

/** Turns lines of one person's log into what their page is told. */
export async function readChanges(
  store: Store,
  view: LinkView,
  lines: readonly LoggedLine[],
): Promise<LiveChange[]> {
  const changes: LiveChange[] = [];
  const links = new Map<string, LiveChange["link"]>();

  for (const { seq, linkId, externalId, at, kind, body } of lines) {
    const link = links.has(linkId)
      ? (links.get(linkId) ?? null)
      : await findLink(store, { externalId, linkId }, view);
    links.set(linkId, link);

    const country = link?.bank.country ?? null;
    const evidence = readEvidence(kind, body);
    const entry = link
      ? tellPiece({ seq, at, evidence }, (status) => stateOf({ status, country }))
      : null;
    changes.push(LiveChange.parse({ seq, linkId, link, entry }));
  }
  return changes;
}
