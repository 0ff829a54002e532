import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useAnnounce } from "../design/announcer.tsx";
import { POLL_ALONE_MS, POLL_WHILE_LIVE_MS, PollingContext } from "../links/polling.ts";
import { useVoice } from "../words/voice-context.tsx";
import type { RunningRepair } from "./start-live.ts";

interface LiveUpdatesProps {
  userKey: string;
  repair: RunningRepair;
  children: ReactNode;
}

/** Keeps what is under it up to date, for as long as the person is here. */
export function LiveUpdates({ userKey, repair, children }: LiveUpdatesProps) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { say } = useVoice();
  const [isLive, setLive] = useState(false);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    import("./start-live.ts")
      .then(({ startLive }) => {
        if (signal.aborted) return;
        startLive({
          userKey,
          client,
          say,
          announce,
          repair,
          onLive: setLive,
          signal,
        });
      })
      // Not fetched, or refused by the browser: the page is there without it, and polls.
      .catch(() => undefined);
    return () => {
      leaving.abort();
      setLive(false);
    };
  }, [announce, client, repair, say, userKey]);

  return (
    <PollingContext value={isLive ? POLL_WHILE_LIVE_MS : POLL_ALONE_MS}>{children}</PollingContext>
  );
}
