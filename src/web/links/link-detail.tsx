import { useQuery } from "@tanstack/react-query";
import { useContext, type ReactNode } from "react";
import { useParams } from "react-router-dom";
import type { LinkDetail } from "#contract/history.ts";
import { pages } from "#contract/routes.ts";
import { ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadFailed, LoadingPage } from "../design/page-states.tsx";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { linkQueries } from "./link-queries.ts";
import { PollingContext } from "./polling.ts";

interface LinkDetailOfProps {
  children: (detail: LinkDetail) => ReactNode;
}

/** Reads the link that the address names, and says so where it cannot be had. */
export function LinkDetailOf({ children }: LinkDetailOfProps) {
  const { say } = useVoice();
  const { linkId = "" } = useParams();
  const refetchInterval = useContext(PollingContext);
  const query = useQuery({ ...linkQueries.detail(linkId), refetchInterval });
  useTitle(query.data?.link.bank.name ?? say("page.loading"));

  // What Belvo has no more is not shown as it was.
  if (query.isError && refusalOf(query.error) === "not_found") {
    return (
      <Message
        title={say("link.notFoundTitle")}
        text={say("link.notFoundText")}
        action={<ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
      />
    );
  }
  if (query.data) return children(query.data);
  return query.isError || query.isPaused ? (
    <LoadFailed retry={() => void query.refetch()} />
  ) : (
    <LoadingPage />
  );
}
