import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useAnnounce } from "../design/announcer.tsx";
import { POLL_ALONE_MS, POLL_WHILE_TOLD_MS, PollingContext } from "../links/polling.ts";
import { useVoice } from "../words/voice-context.tsx";

interface LiveNewsProps {
  userKey: string;
  /** The link whose repair runs in this tab. */
  linkInRepair: string | null;
  children: ReactNode;
}

/** Keeps what is under it up to date, for as long as the person is here. */
export function LiveNews({ userKey, linkInRepair, children }: LiveNewsProps) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { say } = useVoice();
  const [isTold, setTold] = useState(false);
  const isInRepair = useEffectEvent((linkId: string) => linkId === linkInRepair);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    import("./hear-news.ts")
      .then(({ hearNews }) => {
        if (signal.aborted) return;
        hearNews({
          userKey,
          client,
          say,
          announce,
          isInRepair: (linkId) => isInRepair(linkId),
          setTold,
          signal,
        });
      })
      // Not fetched, or refused by the browser: the page is there without it, and asks by itself.
      .catch(() => undefined);
    return () => {
      leaving.abort();
      setTold(false);
    };
  }, [announce, client, userKey, say]);

  return (
    <PollingContext value={isTold ? POLL_WHILE_TOLD_MS : POLL_ALONE_MS}>{children}</PollingContext>
  );
}
