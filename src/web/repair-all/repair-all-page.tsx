import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext } from "react";
import { useNavigate } from "react-router-dom";
import type { InstitutionType } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadFailed, LoadingPage } from "../design/page-states.tsx";
import { useTitle } from "../design/use-title.ts";
import { refusalOf } from "../http/api.ts";
import { PollingContext } from "../links/polling.ts";
import { useListType } from "../links/use-list-type.ts";
import { useRepairState } from "../repair/repair-provider.tsx";
import { isBusy } from "../repair/repair-state.ts";
import { sayFailure } from "../words/say-failure.ts";
import { useVoice } from "../words/voice-context.tsx";
import { CurrentStep } from "./current-step.tsx";
import { RepairAllEnd } from "./repair-all-end.tsx";
import { typeOfSteps } from "./type-of-steps.ts";
import { beginWalk, repairAllQuery } from "./repair-all-queries.ts";

/** Repairs one bank after the other. Where it has got to is kept on the server, for all devices. */
export function RepairAllPage() {
  const { say } = useVoice();
  const refetchInterval = useContext(PollingContext);
  const { data, isError, isPaused, refetch } = useQuery({ ...repairAllQuery, refetchInterval });
  const held = useRepairState((state) => (isBusy(state) ? state.linkId : null));
  const listType = useListType();
  const steps = data?.walk?.steps;
  const type = steps ? typeOfSteps(steps) : listType;
  useTitle(say("walk.title", { type }));

  if (!data) {
    return isError || isPaused ? <LoadFailed retry={() => void refetch()} /> : <LoadingPage />;
  }
  const { walk } = data;
  if (!walk) return <NoWalk type={type} />;
  // What the person is busy with stays before them, whatever is heard of it meanwhile.
  const currentLinkId = held ?? walk.currentLinkId;
  const current = walk.steps.find(({ link }) => link.id === currentLinkId);
  return current ? <CurrentStep walk={walk} current={current} /> : <RepairAllEnd walk={walk} />;
}

function NoWalk({ type }: { type: InstitutionType }) {
  const { say } = useVoice();
  const { begin, failure } = useBeginWalk();
  if (failure === "already_connected") {
    return (
      <Message
        title={say("links.allWell")}
        text={say("links.nothingToDo")}
        action={<ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
      />
    );
  }
  return (
    <Message
      title={say("walk.title", { type })}
      text={failure === null ? say("walk.about") : sayFailure(failure, null, say)}
      action={<Button onClick={begin}>{say("walk.begin")}</Button>}
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
  const { say } = useVoice();
  const { data } = useQuery(repairAllQuery);
  const { begin, failure } = useBeginWalk();
  const waiting = data?.walk?.steps.filter(({ outcome }) => outcome === "waiting") ?? [];
  return (
    <>
      <Button onClick={begin}>
        {waiting.length > 0
          ? say("walk.goOn", { count: waiting.length, type: typeOfSteps(waiting) })
          : say("walk.start", { count, type })}
      </Button>
      {failure !== null && <p role="alert">{sayFailure(failure, null, say)}</p>}
    </>
  );
}

/** Begins a walk and goes to its page. */
function useBeginWalk() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: beginWalk,
    onSuccess: async (answer) => {
      client.setQueryData(repairAllQuery.queryKey, answer);
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
