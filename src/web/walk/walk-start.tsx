import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router-dom";
import { pages } from "#contract/routes.ts";
import { Button } from "../design/button.tsx";
import { refusalOf } from "../http/api.ts";
import { sayFailure } from "../words/say-failure.ts";
import { useVoice } from "../words/voice-context.tsx";
import { beginWalk, walkQuery } from "./walk-queries.ts";

/** On the dashboard: repairs all banks one after the other, or goes on where that was left. */
export function WalkStart({ count }: { count: number }) {
  const { say } = useVoice();
  const { data } = useQuery(walkQuery);
  const { begin, failure } = useBeginWalk();
  const waiting = data?.walk?.steps.filter(({ outcome }) => outcome === "waiting").length ?? 0;
  return (
    <>
      <Button onClick={begin}>
        {waiting > 0 ? say("walk.goOn", { count: waiting }) : say("walk.start", { count })}
      </Button>
      {failure !== null && <p role="alert">{sayFailure(failure, say)}</p>}
    </>
  );
}

/** Begins a walk and goes to its page. */
export function useBeginWalk() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: beginWalk,
    onSuccess: async (answer) => {
      client.setQueryData(walkQuery.queryKey, answer);
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
