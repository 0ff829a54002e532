import { useQuery } from "@tanstack/react-query";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { DemoLab } from "./demo-lab.tsx";
import { labQuery } from "./lab-requests.ts";
import { SandboxLab } from "./sandbox-lab.tsx";
import { LabSayContext, loadLabSay } from "./words/lab-voice.ts";

/** For who shows the product to others. Where it is not offered, its address is like any unknown one. */
export function LabPage() {
  const { say, dialect, locale } = useVoice();
  const offer = useQuery(labQuery);
  const words = useQuery({
    queryKey: ["lab", "words", dialect, locale],
    // A voice is a function, which the cache would take for data as it is.
    queryFn: async () => ({ say: await loadLabSay({ dialect, locale }) }),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const failed = offer.error ?? words.error;

  if (failed) {
    return refusalOf(failed) === "not_found" ? (
      <Message
        title={say("page.notFoundTitle")}
        text={say("page.notFoundText")}
        action={<ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
      />
    ) : (
      <Message
        title={say("page.crashTitle")}
        text={say("repair.failed.other")}
        action={
          <Button onClick={() => void Promise.all([offer.refetch(), words.refetch()])}>
            {say("links.retry")}
          </Button>
        }
      />
    );
  }
  if (!offer.data || !words.data) return <p>{say("page.loading")}</p>;
  return (
    <LabSayContext value={words.data.say}>
      {offer.data.mode === "demo" ? <DemoLab scenarios={offer.data.scenarios} /> : <SandboxLab />}
    </LabSayContext>
  );
}
