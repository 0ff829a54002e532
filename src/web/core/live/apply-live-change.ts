import type { QueryClient } from "@tanstack/query-core";
import * as v from "valibot";
import { LiveChange, liveEvents } from "#contract/live.ts";
import type { Link } from "#contract/link.ts";
import { invalidateLinks, setLink } from "../links/update-links.ts";
import type { ConnectTools } from "./connect-live.ts";

/** Changes that come together have everything read again once. */
const GATHER_MS = 250;

interface ApplyTools extends Pick<ConnectTools, "after"> {
  client: QueryClient;
  /** Told of each link that Belvo calls something else than before. */
  onChange: (link: Link) => void;
}

/**
 * Shows a change as soon as it is told, and has read again what depends on it: counts, order, history.
 *
 * @returns What takes one event of the server's.
 */
export function applyLiveChange(tools: ApplyTools): (type: string, data: unknown) => void {
  const { client, after, onChange } = tools;
  let newest: number | null = null;

  const readAgainSoon = (lastEventId: number) => {
    if (newest === null) {
      after(GATHER_MS, () => {
        void invalidateLinks(client, newest ?? undefined);
        newest = null;
      });
    }
    newest = Math.max(newest ?? 0, lastEventId);
  };
  return (type, data) => {
    if (type === liveEvents.ready) return;
    const change = type === liveEvents.change ? readChange(data) : null;
    if (change) {
      const { seq, linkId, link, entry } = change;
      if (link && entry?.kind === "state_read") onChange(link);
      void setLink(client, linkId, link);
      readAgainSoon(seq);
    } else {
      // Changes were missed, or are of a newer version: what they say can be asked for.
      readAgainSoon(Infinity);
    }
  };
}

function readChange(data: unknown): LiveChange | null {
  try {
    return v.parse(LiveChange, JSON.parse(String(data)));
  } catch {
    return null;
  }
}
