import { useQuery } from "@tanstack/react-query";
import { Navigate, useLocation, useMatch } from "react-router-dom";
import type { HostedReturn } from "#contract/repair.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf } from "../core/http/api.ts";
import { useCore } from "../core-context.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { pathOfReturn } from "./hosted-way.ts";
import { readReturn } from "../core/repair/read-return.ts";
import { createRepairRequests } from "../core/repair/repair-requests.ts";
import type { Return } from "../core/repair/run-hosted.ts";

/** What the page that the person comes back to goes on with. */
export interface ReturnState {
  back: Return;
}

/** Where Belvo's own page leads back to. It says nothing of anybody, and hands on to who is there. */
export function ReturnPage() {
  const { t } = useLaterI18n("pages");
  const path = useMatch(pages.return)?.params["*"] ?? "";
  const { search } = useLocation();
  const said = readReturn(path, search);

  if (said === null) return <NoReturn />;
  if (said.kind === "end") return <Returned returned={said.returned} />;
  return (
    <Message
      title={t("returned.warningTitle")}
      text={t("returned.warningText")}
      action={
        <>
          <Button onClick={() => window.history.back()}>{t("returned.warningBack")}</Button>
          <ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>
        </>
      }
    />
  );
}

function Returned({ returned }: { returned: HostedReturn }) {
  const { t } = useLaterI18n("pages");
  const { api } = useCore();
  const { returnId, ...end } = returned;
  const { data, error, refetch } = useQuery({
    queryKey: ["return", returnId],
    queryFn: ({ signal }) => createRepairRequests(api).sendReturn(returned, signal),
    // Asked a second time, it would be a return that was used before.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    networkMode: "always",
  });

  if (data?.place === "elsewhere") {
    return <Message title={t("returned.elsewhereTitle")} text={t("returned.elsewhereText")} />;
  }
  if (data) {
    const { from, linkId, repairId, isFirst } = data;
    const state: ReturnState | null = isFirst ? { back: { linkId, repairId, end } } : null;
    return <Navigate to={pathOfReturn(from, linkId)} state={state} replace />;
  }
  if (!error) return <Message title={t("returned.working")} text={t("returned.workingText")} />;
  if (refusalOf(error) === "not_found") return <NoReturn />;
  return (
    <Message
      title={t("returned.failedTitle")}
      text={t("returned.failedText")}
      action={<Button onClick={() => void refetch()}>{t("links.retry")}</Button>}
    />
  );
}

function NoReturn() {
  const { t } = useLaterI18n("pages");
  return (
    <Message
      title={t("returned.unknownTitle")}
      text={t("returned.unknownText")}
      action={<ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
    />
  );
}
