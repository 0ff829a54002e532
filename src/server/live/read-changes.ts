import { LiveChange } from "#contract/live.ts";
import { readEvent } from "../events/event.ts";
import { stateOf } from "../links/derive-state.ts";
import { formatEvent } from "../events/history.ts";
import type { StoredEvent } from "../events/log.ts";
import { findLink, type LinkView } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";

/** Turns events of one person's log into what their page is told; those that we cannot read are skipped. */
export async function readChanges(
  store: Store,
  view: LinkView,
  events: readonly StoredEvent[],
): Promise<LiveChange[]> {
  const changes: LiveChange[] = [];
  const links = new Map<string, LiveChange["link"]>();

  for (const { seq, linkId, externalId, at, kind, body } of events) {
    const event = readEvent(kind, body);
    // A newer version wrote it.
    if (!event) continue;

    const link = links.has(linkId)
      ? (links.get(linkId) ?? null)
      : await findLink(store, { externalId, linkId }, view);
    links.set(linkId, link);

    const country = link?.bank.country ?? null;
    const entry = link
      ? formatEvent({ seq, at, event }, (status) => stateOf({ status, country }))
      : null;
    changes.push(LiveChange.parse({ seq, linkId, link, entry }));
  }
  return changes;
}
