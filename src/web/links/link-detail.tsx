import { useQuery } from "@tanstack/react-query";
import { useContext, type ReactNode } from "react";
import type { LinkDetail } from "#contract/history.ts";
import { pages } from "#contract/routes.ts";
import { ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadFailed, LoadingPage } from "../design/page-states.tsx";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../core/http/api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useCore } from "../core-context.ts";
import { PollingContext } from "./polling.ts";

interface LinkDetailOfProps {
  linkId: string;
  children: (detail: LinkDetail) => ReactNode;
}

/** Reads one link, and says so where it cannot be had. */
export function LinkDetailOf({ linkId, children }: LinkDetailOfProps) {
  const { t } = useI18n();
  const { links: requests } = useCore();
  const refetchInterval = useContext(PollingContext);
  const query = useQuery({ ...requests.detail(linkId), refetchInterval });
  useTitle(query.data?.link.bank.name ?? t("page.loading"));

  // What Belvo has no more is not shown as it was.
  if (query.isError && refusalOf(query.error) === "not_found") {
    return (
      <Message
        title={t("links.notFoundTitle")}
        text={t("links.notFoundText")}
        action={<ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
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
