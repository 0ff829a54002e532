import { useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LoadFailed, LoadingPage } from "../design/page-states.tsx";
import { useTitle } from "../design/use-title.ts";
import { PollingContext } from "../links/polling.ts";
import { useRepairState } from "../repair/repair-provider.tsx";
import { isBusy } from "../repair/repair-state.ts";
import { sayFailure } from "../words/say-failure.ts";
import { useVoice } from "../words/voice-context.tsx";
import { CurrentStep } from "./current-step.tsx";
import { WalkEnd } from "./walk-end.tsx";
import { walkQuery } from "./walk-queries.ts";
import { useBeginWalk } from "./walk-start.tsx";

/** Repairs one bank after the other. Where it has got to is kept on the server, for all devices. */
export function WalkPage() {
  const { say } = useVoice();
  const refetchInterval = useContext(PollingContext);
  const { data, isError, isPaused, refetch } = useQuery({ ...walkQuery, refetchInterval });
  const held = useRepairState((state) => (isBusy(state) ? state.linkId : null));
  useTitle(say("walk.title"));

  if (!data) {
    return isError || isPaused ? <LoadFailed retry={() => void refetch()} /> : <LoadingPage />;
  }
  const { walk } = data;
  if (!walk) return <NoWalk />;
  // What the person is busy with stays before them, whatever is heard of it meanwhile.
  const currentLinkId = held ?? walk.currentLinkId;
  const current = walk.steps.find(({ link }) => link.id === currentLinkId);
  return current ? <CurrentStep walk={walk} current={current} /> : <WalkEnd walk={walk} />;
}

function NoWalk() {
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
      title={say("walk.title")}
      text={failure === null ? say("walk.about") : sayFailure(failure, say)}
      action={<Button onClick={begin}>{say("walk.begin")}</Button>}
    />
  );
}
