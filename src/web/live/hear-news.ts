import type { QueryClient } from "@tanstack/react-query";
import { LiveAddressee } from "#contract/live.ts";
import { routes } from "#contract/routes.ts";
import { leaveShownUser } from "../http/shown-user.ts";
import { refreshKey } from "../links/link-queries.ts";
import { announceChanges, type AnnounceTools } from "./announce-changes.ts";
import { noticeChanges } from "./notice-changes.ts";
import { shareStream } from "./share-stream.ts";
import { takeNews } from "./take-news.ts";

interface Hearing extends Pick<AnnounceTools, "say" | "announce"> {
  /** As the session has it. */
  userKey: string;
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
export function hearNews({
  userKey,
  client,
  isInRepair,
  setTold,
  signal,
  ...voice
}: Hearing): void {
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
  const take = takeNews({ client, after, changed });
  const name = `relink-live-${userKey}`;
  const wake = shareStream({
    holdLock: (work) => navigator.locks.request(name, { signal }, work),
    channel: new BroadcastChannel(name),
    open: () => new EventSource(routes.live),
    after,
    random: Math.random,
    setTold,
    heard: (type, data) => {
      // By itself the browser goes on with a stream, also when somebody else has come in.
      if (isFor(userKey, data)) take(type, data);
      else leaveShownUser();
    },
    signal,
  });
  document.addEventListener("visibilitychange", () => isVisible() && wake(), { signal });
  window.addEventListener("online", wake, { signal });
}

function isFor(userKey: string, data: string): boolean {
  try {
    return LiveAddressee.parse(JSON.parse(data)).user === userKey;
  } catch {
    // Of another version, which does not say whom it is for.
    return true;
  }
}
