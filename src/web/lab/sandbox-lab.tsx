import { useMutation, useQuery } from "@tanstack/react-query";
import type { Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../core/http/api.ts";
import { useI18n, useLaterI18n } from "../i18n/i18n-context.tsx";
import { useLabRequests } from "./lab-requests.ts";
import * as styles from "./sandbox-lab.module.css";

const HEIMDALL = /heimdall/i;

/** With Belvo's own sandbox: has the signed-in person's Heimdall banks ask for a code. */
export function SandboxLab() {
  const requests = useLabRequests();
  const { t: tPage } = useI18n();
  const { t } = useLaterI18n("lab");
  useTitle(t("lab.title"));
  const { data, error, refetch } = useQuery(requests.links);
  if (error) {
    return (
      <Message
        title={t("lab.failed")}
        text={
          refusalOf(error) === "unauthenticated"
            ? t("lab.sandbox.signIn")
            : tPage("links.failedTitle")
        }
        action={<Button onClick={() => void refetch()}>{tPage("links.retry")}</Button>}
      />
    );
  }
  const links = data?.links.filter(({ bank }) => HEIMDALL.test(bank.name));
  return (
    <div className={styles["page"]}>
      <h1>{t("lab.sandbox.title")}</h1>
      <p className={styles["text"]}>{t("lab.sandbox.text")}</p>
      {links?.length === 0 && <p>{t("lab.sandbox.none")}</p>}
      <ul className={styles["banks"]}>
        {links?.map((link) => (
          <AskForCode key={link.id} link={link} />
        ))}
      </ul>
      <div>
        <ButtonLink to={pages.home}>{tPage("page.backHome")}</ButtonLink>
      </div>
    </div>
  );
}

function AskForCode({ link: { id, bank } }: { link: Link }) {
  const { t } = useLaterI18n("lab");
  const requests = useLabRequests();
  const asking = useMutation({ mutationFn: requests.act });
  const said = formatOutcome();
  useAnnounced(said);

  function formatOutcome(): string | null {
    if (asking.isPending) return t("lab.sandbox.asking", { bank: bank.name });
    if (asking.isError) return t("lab.actFailed");
    const result = asking.data?.result ?? null;
    return result === null ? null : t(`lab.results.${result}`);
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
        {t("lab.sandbox.ask", { bank: bank.name })}
      </Button>
      {said !== null && <p>{said}</p>}
    </li>
  );
}
