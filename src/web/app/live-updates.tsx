import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useAnnounce } from "../design/announcer.tsx";
import { POLL_ALONE_MS, POLL_WHILE_LIVE_MS, PollingContext } from "../links/polling.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useCore } from "../core-context.ts";
import { formatChangesIn } from "../links/format-changes.ts";
import { whenIdle } from "../loading/preload-when-idle.ts";
import type { RunningRepair } from "../core/live/start-live.ts";

interface LiveUpdatesProps {
  userKey: string;
  repair: RunningRepair;
  children: ReactNode;
}

/** Keeps what is under it up to date, for as long as the person is here. */
export function LiveUpdates({ userKey, repair, children }: LiveUpdatesProps) {
  const { api } = useCore();
  const client = useQueryClient();
  const announce = useAnnounce();
  const { t } = useI18n();
  const [isLive, setLive] = useState(false);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    import("../core/live/start-live.ts")
      .then(({ startLive }) => {
        if (signal.aborted) return;
        startLive({
          api,
          browser: window,
          whenIdle,
          userKey,
          client,
          describe: formatChangesIn(t),
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
  }, [announce, api, client, repair, t, userKey]);

  return (
    <PollingContext value={isLive ? POLL_WHILE_LIVE_MS : POLL_ALONE_MS}>{children}</PollingContext>
  );
}
