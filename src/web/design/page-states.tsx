import { useI18n } from "../i18n/i18n-context.tsx";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "./button.tsx";
import { Message } from "./message.tsx";
import { Skeleton } from "./skeleton.tsx";
import * as visuallyHidden from "./visually-hidden.module.css";
import { useOnline } from "./use-online.ts";

/** A page of one thing that is on its way. */
export function LoadingPage() {
  const { t } = useI18n();
  return (
    <>
      <h1 className={visuallyHidden["visuallyHidden"]}>{t("page.loading")}</h1>
      <Skeleton rows={1} />
    </>
  );
}

/** Instead of what cannot be had without a network. It comes by itself once there is one. */
export function OfflineMessage({ retry }: { retry: () => void }) {
  const { t } = useI18n();
  return (
    <Message
      title={t("page.offlineTitle")}
      text={t("page.offlineText")}
      action={<Button onClick={retry}>{t("links.retry")}</Button>}
    />
  );
}

/** Instead of what was asked for and did not come. */
export function LoadFailed({ retry }: { retry: () => void }) {
  const { t } = useI18n();
  const isOnline = useOnline();
  if (!isOnline) return <OfflineMessage retry={retry} />;
  return (
    <Message
      title={t("links.failedTitle")}
      text={t("links.failedText")}
      action={<Button onClick={retry}>{t("links.retry")}</Button>}
    />
  );
}

/** An address that leads nowhere, or nowhere that this person may see. */
export function PageNotFound() {
  const { t } = useI18n();
  return (
    <Message
      title={t("page.notFoundTitle")}
      text={t("page.notFoundText")}
      action={<ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
    />
  );
}
