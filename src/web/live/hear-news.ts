import type { QueryClient } from "@tanstack/react-query";
import { routes } from "#contract/routes.ts";
import { announceChanges, type AnnounceTools } from "./announce-changes.ts";
import { shareStream } from "./share-stream.ts";
import { takeNews } from "./take-news.ts";

interface Hearing extends Pick<AnnounceTools, "say" | "announce" | "isInRepair"> {
  userId: string;
  client: QueryClient;
  setTold: (isTold: boolean) => void;
  /** Ends it all. */
  signal: AbortSignal;
}

/**
 * Lets the page hear of changes as they happen, by one stream for all tabs of the browser. Where the
 * browser cannot share one there is none: few connections go to a server at once, and each tab's own
 * would use them up.
 */
export function hearNews({ userId, client, setTold, signal, ...said }: Hearing): void {
  // Typed as always there; browsers of old and insecure origins lack them.
  if (!("locks" in navigator && "BroadcastChannel" in window)) return;

  const name = `relink-live-${userId}`;
  const after = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      if (!signal.aborted) work();
    }, ms);
    return () => clearTimeout(timer);
  };
  const isVisible = () => document.visibilityState === "visible";
  const wake = shareStream({
    holdLock: (work) => navigator.locks.request(name, { signal }, work),
    channel: new BroadcastChannel(name),
    open: () => new EventSource(routes.live),
    after,
    random: Math.random,
    setTold,
    heard: takeNews({
      client,
      after,
      changed: announceChanges({ ...said, after, isVisible }),
    }),
    signal,
  });
  document.addEventListener("visibilitychange", () => isVisible() && wake(), { signal });
  window.addEventListener("online", wake, { signal });
}
