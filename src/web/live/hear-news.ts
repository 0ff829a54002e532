import type { QueryClient } from "@tanstack/react-query";
import { routes } from "#contract/routes.ts";
import { refreshKey } from "../links/link-queries.ts";
import { announceChanges, type AnnounceTools } from "./announce-changes.ts";
import { noticeChanges } from "./notice-changes.ts";
import { shareStream } from "./share-stream.ts";
import { takeNews } from "./take-news.ts";

interface Hearing extends Pick<AnnounceTools, "say" | "announce"> {
  userId: string;
  client: QueryClient;
  /** True of a link whose repair runs in this tab. */
  isInRepair: (linkId: string) => boolean;
  setTold: (isTold: boolean) => void;
  /** Ends it all. */
  signal: AbortSignal;
}

/**
 * Lets the page hear of changes as they happen, by one stream for all tabs of the browser, and says
 * them. Where the browser cannot share a stream there is none: few connections go to a server at once,
 * and each tab's own would use them up.
 */
export function hearNews({ userId, client, isInRepair, setTold, signal, ...voice }: Hearing): void {
  const after = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      if (!signal.aborted) work();
    }, ms);
    return () => clearTimeout(timer);
  };
  const isVisible = () => document.visibilityState === "visible";
  const isAnswered = (linkId: string) =>
    isInRepair(linkId) || client.isMutating({ mutationKey: refreshKey(linkId) }) > 0;
  const changed = noticeChanges({
    client,
    changed: announceChanges({ ...voice, after, isVisible, isAnswered }),
    signal,
  });

  // Typed as always there; browsers of old and insecure origins lack them.
  if (!("locks" in navigator && "BroadcastChannel" in window)) return;
  const name = `relink-live-${userId}`;
  const wake = shareStream({
    holdLock: (work) => navigator.locks.request(name, { signal }, work),
    channel: new BroadcastChannel(name),
    open: () => new EventSource(routes.live),
    after,
    random: Math.random,
    setTold,
    heard: takeNews({ client, after, changed }),
    signal,
  });
  document.addEventListener("visibilitychange", () => isVisible() && wake(), { signal });
  window.addEventListener("online", wake, { signal });
}
