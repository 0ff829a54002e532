import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { canRepair, type LinkPage } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadFailed, LoadingPage } from "../design/page-states.tsx";
import { useTitle } from "../design/use-title.ts";
import { PollingContext } from "../links/polling.ts";
import { useListType } from "../links/use-list-type.ts";
import { useRepairState } from "../repair/repair-provider.tsx";
import { sumOf } from "../core/links/list-view.ts";
import { isBusy } from "../core/repair/repair-state.ts";
import { formatFailure } from "../i18n/format-failure.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { CurrentStep } from "./current-step.tsx";
import { RepairAllEnd } from "./repair-all-end.tsx";
import { useBeginRepairAll } from "./repair-all-start.tsx";
import { typeOfSteps } from "./type-of-steps.ts";
import { useCore } from "../core-context.ts";

/** Repairs one bank after the other. Where it has got to is kept on the server, for all devices. */
export function RepairAllPage() {
  const { t } = useLaterI18n("pages");
  const refetchInterval = useContext(PollingContext);
  const { repairAll: requests } = useCore();
  const { data, isError, isPaused, refetch } = useQuery({ ...requests.current, refetchInterval });
  const held = useRepairState((state) =>
    isBusy(state) || state.phase === "repaired" ? state.linkId : null,
  );
  const listType = useListType();
  const steps = data?.repairAll?.steps;
  useTitle(t("repairAll.title", { type: steps ? typeOfSteps(steps) : listType }));

  if (!data) {
    return isError || isPaused ? <LoadFailed retry={() => void refetch()} /> : <LoadingPage />;
  }
  const { repairAll } = data;
  if (!repairAll) return <NothingBegun />;
  const find = (linkId: string | null) => repairAll.steps.find(({ link }) => link.id === linkId);
  // What the person is busy with stays before them, and so does its end, until they go on.
  const current = find(held) ?? find(repairAll.currentLinkId);
  return current ? (
    <CurrentStep repairAll={repairAll} current={current} />
  ) : (
    <RepairAllEnd repairAll={repairAll} />
  );
}

function NothingBegun() {
  const { t } = useLaterI18n("pages");
  const { links } = useCore();
  const refetchInterval = useContext(PollingContext);
  const { data: list, isLoading } = useInfiniteQuery({ ...links.list(), refetchInterval });
  const type = useListType();
  useTitle(t("repairAll.title", { type }));
  const { begin, isPending, failure } = useBeginRepairAll();
  if (isLoading) return <LoadingPage />;
  const counts = list?.pages[0]?.counts;
  if (counts && sumOf(counts, canRepair) === 0) return <NothingToRepair counts={counts} />;
  // All was repaired elsewhere meanwhile: the list, which is read anew then, says so.
  const isFailed = failure !== null && failure !== "already_connected";
  return (
    <Message
      title={t("repairAll.title", { type })}
      text={isFailed ? formatFailure(failure, t) : t("repairAll.about")}
      action={
        <Button isPending={isPending} onClick={begin}>
          {t("repairAll.begin")}
        </Button>
      }
    />
  );
}

/** For whoever comes by an old address, or after everything was repaired elsewhere. */
function NothingToRepair({ counts }: Pick<LinkPage, "counts">) {
  const { t } = useLaterI18n("pages");
  const { connected, elsewhere } = counts;
  const all = sumOf(counts);
  const well = t(connected === all ? "links.allWell" : "links.nothingToDo");
  const title = elsewhere > 0 ? t("links.elsewhere", { count: elsewhere }) : well;
  return (
    <Message
      title={all === 0 ? t("links.emptyTitle") : title}
      text={all === 0 ? t("links.emptyText") : t("repairAll.nothingToRepair")}
      action={<ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
    />
  );
}
