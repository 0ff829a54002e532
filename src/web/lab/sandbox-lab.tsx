import { useMutation, useQuery } from "@tanstack/react-query";
import { LinkPage, type Link } from "#contract/link.ts";
import { pages, routes } from "#contract/routes.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { useTitle } from "../design/use-title.ts";
import { refusalOf, request } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { doLabAct } from "./lab-requests.ts";
import styles from "./sandbox-lab.module.css";
import { useLabSay } from "./words/lab-voice.ts";

const HEIMDALL = /heimdall/i;

/** With Belvo's own sandbox: has the signed-in person's Heimdall banks ask for a code. */
export function SandboxLab() {
  const { say: sayPage } = useVoice();
  const say = useLabSay();
  useTitle(say("lab.title"));
  const { data, error, refetch } = useQuery({
    queryKey: ["lab", "links"],
    queryFn: ({ signal }) => request(LinkPage, routes.links, { signal }),
  });
  if (error) {
    return (
      <Message
        title={say("lab.failed")}
        text={
          refusalOf(error) === "unauthenticated"
            ? say("lab.sandbox.signIn")
            : sayPage("links.failedTitle")
        }
        action={<Button onClick={() => void refetch()}>{sayPage("links.retry")}</Button>}
      />
    );
  }
  const links = data?.links.filter(({ bank }) => HEIMDALL.test(bank.name));
  return (
    <div className={styles["page"]}>
      <h1>{say("lab.sandbox.title")}</h1>
      <p className={styles["text"]}>{say("lab.sandbox.text")}</p>
      {links?.length === 0 && <p>{say("lab.sandbox.none")}</p>}
      <ul className={styles["banks"]}>
        {links?.map((link) => (
          <AskForCode key={link.id} link={link} />
        ))}
      </ul>
      <div>
        <ButtonLink to={pages.home}>{sayPage("page.backHome")}</ButtonLink>
      </div>
    </div>
  );
}

function AskForCode({ link: { id, bank } }: { link: Link }) {
  const say = useLabSay();
  const asking = useMutation({ mutationFn: doLabAct });
  const said = sayOutcome();
  useAnnounced(said);

  function sayOutcome(): string | null {
    if (asking.isPending) return say("lab.sandbox.asking", { bank: bank.name });
    if (asking.isError) return say("lab.actFailed");
    const result = asking.data?.result ?? null;
    return result === null ? null : say(`lab.results.${result}`);
  }
  return (
    <li>
      <Button
        look="quiet"
        aria-disabled={asking.isPending}
        onClick={() => {
          if (!asking.isPending) asking.mutate({ act: "ask_for_code", linkId: id });
        }}
      >
        {say("lab.sandbox.ask", { bank: bank.name })}
      </Button>
      {said !== null && <p>{said}</p>}
    </li>
  );
}
