import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadingPage, OfflineMessage } from "../design/page-states.tsx";
import { TimeoutError } from "../core/http/fetch-in-time.ts";
import { useCore } from "../core-context.ts";
import type { PartMissingError } from "../loading/load-once.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { reloadOnce } from "./reload-once.ts";
import { reportPageError } from "./report-page-error.ts";

/** A fault of ours. */
export function Crashed({ retry }: { retry: () => void }) {
  const { t } = useI18n();
  useEffect(() => {
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [retry]);
  return (
    <Message
      title={t("page.crashTitle")}
      text={t("page.crashText")}
      action={<Button onClick={() => window.location.reload()}>{t("page.reload")}</Button>}
    />
  );
}

/** How often it is looked whether the network is back; browsers do not always notice. */
const LOOK_EVERY_MS = 5_000;

interface PartMissingProps {
  error: PartMissingError;
  isBusy: boolean;
  retry: () => void;
}

/**
 * Instead of a part whose script did not come. One that is slow may be a moment away: nothing is gone, and a
 * fresh page would begin from nothing.
 */
export function PartMissing(props: PartMissingProps) {
  const { error, retry } = props;
  const { t } = useI18n();
  if (!(error.cause instanceof TimeoutError)) return <Lost {...props} />;
  const again = () => {
    error.forget?.();
    retry();
  };
  return (
    <Message
      title={t("page.slowTitle")}
      text={t("repair.failed.no_answer")}
      action={<Button onClick={again}>{t("links.retry")}</Button>}
    />
  );
}

/**
 * Without a network it says so, and comes by itself later. With one, the script is gone with an older
 * version of the page, and a fresh page has it.
 */
function Lost({ error, isBusy, retry }: PartMissingProps) {
  const { api } = useCore();
  const [is, setIs] = useState<"asking" | "offline" | "gone">(error.forget ? "offline" : "asking");
  const [presses, setPresses] = useState(0);
  const look = useEffectEvent(async () => {
    if (error.forget) {
      if (!navigator.onLine) return;
      error.forget();
      retry();
    } else if (!(await api.isServerThere())) {
      setIs("offline");
    } else if (isBusy || !reloadOnce(window, Date.now())) {
      setIs("gone");
      reportPageError("part_missing", error.cause);
    }
  });
  useEffect(() => {
    if (is === "gone") return undefined;
    const again = () => void look();
    if (is === "asking" || presses > 0) again();
    window.addEventListener("online", again);
    const timer = setInterval(again, LOOK_EVERY_MS);
    return () => {
      window.removeEventListener("online", again);
      clearInterval(timer);
    };
  }, [error, is, presses]);

  if (is === "asking") return <LoadingPage />;
  if (is === "gone") return <Crashed retry={retry} />;
  return <OfflineMessage retry={() => setPresses((before) => before + 1)} />;
}
