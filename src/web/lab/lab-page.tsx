import { useQuery } from "@tanstack/react-query";
import { Button } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadingPage, PageNotFound } from "../design/page-states.tsx";
import { refusalOf } from "../core/http/api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { DemoLab } from "./demo-lab.tsx";
import { useLabRequests } from "./lab-requests.ts";
import { SandboxLab } from "./sandbox-lab.tsx";

/** For who shows the product to others. Where it is not offered, its address is like any unknown one. */
export function LabPage() {
  const { t } = useI18n();
  const requests = useLabRequests();
  const { data: offer, error, refetch } = useQuery(requests.offer);

  if (error) {
    return refusalOf(error) === "not_found" ? (
      <PageNotFound />
    ) : (
      <Message
        title={t("page.crashTitle")}
        text={t("repair.failed.other")}
        action={<Button onClick={() => void refetch()}>{t("links.retry")}</Button>}
      />
    );
  }
  if (!offer) return <LoadingPage />;
  return offer.mode === "demo" ? <DemoLab scenarios={offer.scenarios} /> : <SandboxLab />;
}
