import { useQuery } from "@tanstack/react-query";
import { Navigate, useLocation, useParams } from "react-router-dom";
import { ReturnAnswer, type HostedReturn } from "#contract/repair.ts";
import { pages, routes } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf, request } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { pathOfReturn } from "./hosted-way.ts";
import { readReturn } from "./read-return.ts";
import type { Return } from "./run-hosted.ts";

/** What the page that the person comes back to goes on with. */
export interface ReturnState {
  back: Return;
}

/** Where Belvo's own page leads back to. It says nothing of anybody, and hands on to who is there. */
export function ReturnPage() {
  const { say } = useVoice();
  const { "*": path = "" } = useParams();
  const { search } = useLocation();
  const said = readReturn(path, search);

  if (said === null) return <NoReturn />;
  if (said.kind === "end") return <Returned returned={said.returned} />;
  return (
    <Message
      title={say("returned.warningTitle")}
      text={say("returned.warningText")}
      action={
        <>
          <Button onClick={() => window.history.back()}>{say("returned.warningBack")}</Button>
          <ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>
        </>
      }
    />
  );
}

function Returned({ returned }: { returned: HostedReturn }) {
  const { say } = useVoice();
  const { returnId, ...end } = returned;
  const { data, error, refetch } = useQuery({
    queryKey: ["return", returnId],
    queryFn: ({ signal }) =>
      request(ReturnAnswer, routes.returns, {
        method: "POST",
        body: returned,
        signal,
        whose: "anyone",
      }),
    // Asked a second time, it would be a return that was used before.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    networkMode: "always",
  });

  if (data?.place === "elsewhere") {
    return <Message title={say("returned.elsewhereTitle")} text={say("returned.elsewhereText")} />;
  }
  if (data) {
    const { from, linkId, repairId, isFirst } = data;
    const state: ReturnState | null = isFirst ? { back: { linkId, repairId, end } } : null;
    return <Navigate to={pathOfReturn(from, linkId)} state={state} replace />;
  }
  if (!error) return <Message title={say("returned.working")} text={say("returned.workingText")} />;
  if (refusalOf(error) === "not_found") return <NoReturn />;
  return (
    <Message
      title={say("returned.failedTitle")}
      text={say("returned.failedText")}
      action={<Button onClick={() => void refetch()}>{say("links.retry")}</Button>}
    />
  );
}

function NoReturn() {
  const { say } = useVoice();
  return (
    <Message
      title={say("returned.unknownTitle")}
      text={say("returned.unknownText")}
      action={<ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
    />
  );
}
