import { faultOfLink, type BelvoLink } from "../belvo/belvo-link.ts";
import type { Log } from "../http/log.ts";

/** More links than this in trouble at once are told of anew. */
const MOST_REMEMBERED = 10_000;

export interface LinkNotes {
  /** Logs what is wrong with links, once for each as long as it stays the same. */
  log(links: readonly BelvoLink[], unnamed: readonly string[]): void;
}

/** What an operator is told of single links: their ids and what is wrong, nothing of a person. */
export function createLinkNotes(log: Pick<Log, "warn">): LinkNotes {
  const told = new Map<string, string>();

  function note(linkId: string, reason: string, what: string): void {
    if (told.get(linkId) === reason) return;
    if (told.size >= MOST_REMEMBERED) told.clear();
    told.set(linkId, reason);
    log.warn({ linkId, reason }, what);
  }

  return {
    log(links, unnamed) {
      const nameless = new Set(unnamed);
      for (const link of links) {
        const fault = faultOfLink(link);
        if (fault !== null) note(link.id, fault, "a link was put aside");
        else if (nameless.has(link.id)) {
          note(link.id, "no external_id", "a link no longer says whose it is");
        } else told.delete(link.id);
      }
    },
  };
}
