import { useQuery } from "@tanstack/react-query";
import { Button } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { PageNotFound } from "../design/page-states.tsx";
import { refusalOf } from "../core/http/api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { DemoLab } from "./demo-lab.tsx";
import { useLabRequests } from "./lab-requests.ts";
import { SandboxLab } from "./sandbox-lab.tsx";
import { LabTranslateContext, loadLabTranslate } from "./i18n/lab-i18n.ts";

/** For who shows the product to others. Where it is not offered, its address is like any unknown one. */
export function LabPage() {
  const { t, uiLocale, locale } = useI18n();
  const requests = useLabRequests();
  const offer = useQuery(requests.offer);
  const words = useQuery({
    queryKey: ["lab", "words", uiLocale, locale],
    // In an object, since the cache would call a function to get the data.
    queryFn: async () => ({ t: await loadLabTranslate({ uiLocale, locale }) }),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const failed = offer.error ?? words.error;

  if (failed) {
    return refusalOf(failed) === "not_found" ? (
      <PageNotFound />
    ) : (
      <Message
        title={t("page.crashTitle")}
        text={t("repair.failed.other")}
        action={
          <Button onClick={() => void Promise.all([offer.refetch(), words.refetch()])}>
            {t("links.retry")}
          </Button>
        }
      />
    );
  }
  if (!offer.data || !words.data) return <p>{t("page.loading")}</p>;
  return (
    <LabTranslateContext value={words.data.t}>
      {offer.data.mode === "demo" ? <DemoLab scenarios={offer.data.scenarios} /> : <SandboxLab />}
    </LabTranslateContext>
  );
}
