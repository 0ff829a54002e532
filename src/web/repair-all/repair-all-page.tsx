import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext } from "react";
import { useNavigate } from "react-router-dom";
import type { InstitutionType } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadFailed, LoadingPage } from "../design/page-states.tsx";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../core/http/api.ts";
import { PollingContext } from "../links/polling.ts";
import { useListType } from "../links/use-list-type.ts";
import { useRepairState } from "../repair/repair-provider.tsx";
import { isBusy } from "../core/repair/repair-state.ts";
import { formatFailure } from "../i18n/format-failure.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { CurrentStep } from "./current-step.tsx";
import { RepairAllEnd } from "./repair-all-end.tsx";
import { typeOfSteps } from "./type-of-steps.ts";
import { useCore } from "../core-context.ts";
import { linkKeys } from "../core/links/link-queries.ts";

/** Repairs one bank after the other. Where it has got to is kept on the server, for all devices. */
export function RepairAllPage() {
  const { t } = useI18n();
  const refetchInterval = useContext(PollingContext);
  const { repairAll: requests } = useCore();
  const { data, isError, isPaused, refetch } = useQuery({ ...requests.current, refetchInterval });
  const held = useRepairState((state) => (isBusy(state) ? state.linkId : null));
  const listType = useListType();
  const steps = data?.repairAll?.steps;
  const type = steps ? typeOfSteps(steps) : listType;
  useTitle(t("repairAll.title", { type }));

  if (!data) {
    return isError || isPaused ? <LoadFailed retry={() => void refetch()} /> : <LoadingPage />;
  }
  const { repairAll } = data;
  if (!repairAll) return <NothingBegun type={type} />;
  // What the person is busy with stays before them, whatever is heard of it meanwhile.
  const currentLinkId = held ?? repairAll.currentLinkId;
  const current = repairAll.steps.find(({ link }) => link.id === currentLinkId);
  return current ? (
    <CurrentStep repairAll={repairAll} current={current} />
  ) : (
    <RepairAllEnd repairAll={repairAll} />
  );
}

function NothingBegun({ type }: { type: InstitutionType }) {
  const { t } = useI18n();
  const { begin, failure } = useBeginRepairAll();
  if (failure === "already_connected") {
    return (
      <Message
        title={t("links.allWell")}
        text={t("links.nothingToDo")}
        action={<ButtonLink to={pages.home}>{t("page.backHome")}</ButtonLink>}
      />
    );
  }
  return (
    <Message
      title={t("repairAll.title", { type })}
      text={failure === null ? t("repairAll.about") : formatFailure(failure, null, t)}
      action={<Button onClick={begin}>{t("repairAll.begin")}</Button>}
    />
  );
}

export interface RepairAllStartProps {
  /** How many links can be repaired, and what they are called together. */
  count: number;
  type: InstitutionType;
}

/** On the dashboard: repairs all banks one after the other, or goes on where that was left. */
export function RepairAllStart({ count, type }: RepairAllStartProps) {
  const { t } = useI18n();
  const { repairAll } = useCore();
  const { data } = useQuery(repairAll.current);
  const { begin, failure } = useBeginRepairAll();
  const waiting = data?.repairAll?.steps.filter(({ outcome }) => outcome === "waiting") ?? [];
  return (
    <>
      <Button onClick={begin}>
        {waiting.length > 0
          ? t("repairAll.goOn", { count: waiting.length, type: typeOfSteps(waiting) })
          : t("repairAll.start", { count, type })}
      </Button>
      {failure !== null && <p role="alert">{formatFailure(failure, null, t)}</p>}
    </>
  );
}

/** Begins, and goes to its page. */
function useBeginRepairAll() {
  const { repairAll } = useCore();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: repairAll.begin,
    onSuccess: async (answer) => {
      client.setQueryData(linkKeys.repairAll, answer);
      await navigate(pages.repairAll);
    },
  });
  return {
    begin: () => {
      if (!isPending) mutate();
    },
    failure: error === null ? null : refusalOf(error),
  };
}
