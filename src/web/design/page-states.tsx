import { useVoice } from "../words/voice-context.tsx";
import { Button } from "./button.tsx";
import { Message } from "./message.tsx";
import { Skeleton } from "./skeleton.tsx";
import unseen from "./unseen.module.css";
import { useOnline } from "./use-online.ts";

/** A page of one thing that is on its way. */
export function LoadingPage() {
  const { say } = useVoice();
  return (
    <>
      <h1 className={unseen["unseen"]}>{say("page.loading")}</h1>
      <Skeleton rows={1} />
    </>
  );
}

/** Instead of what cannot be had without a network. It comes by itself once there is one. */
export function OfflineMessage({ retry }: { retry: () => void }) {
  const { say } = useVoice();
  return (
    <Message
      title={say("page.offlineTitle")}
      text={say("page.offlineText")}
      action={<Button onClick={retry}>{say("links.retry")}</Button>}
    />
  );
}

/** Instead of what was asked for and did not come. */
export function LoadFailed({ retry }: { retry: () => void }) {
  const { say } = useVoice();
  const isOnline = useOnline();
  if (!isOnline) return <OfflineMessage retry={retry} />;
  return (
    <Message
      title={say("links.failedTitle")}
      text={say("links.failedText")}
      action={<Button onClick={retry}>{say("links.retry")}</Button>}
    />
  );
}
