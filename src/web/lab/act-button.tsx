import { useMutation } from "@tanstack/react-query";
import type { LabAct } from "#contract/lab.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { Spinner } from "../design/spinner.tsx";
import { doLabAct } from "./lab-requests.ts";
import { useLabSay } from "./words/lab-voice.ts";

interface ActButtonProps {
  act: LabAct;
  linkId: string | null;
  isReady: boolean;
  mark: (text: string) => void;
}

/** Makes one thing happen, and tells the trace so. */
export function ActButton({ act, linkId, isReady, mark }: ActButtonProps) {
  const say = useLabSay();
  const announce = useAnnounce();
  const tell = (sentence: string) => {
    mark(sentence);
    announce(sentence);
  };
  const doing = useMutation({
    mutationFn: doLabAct,
    onSuccess: ({ result }) => {
      if (result !== null) tell(say(`lab.results.${result}`));
      else announce(say("lab.actDone", { act: say(`lab.acts.${act}`) }));
    },
    onError: () => tell(say("lab.actFailed")),
  });
  const isFree = isReady && !doing.isPending;
  return (
    <Button
      look="quiet"
      aria-disabled={!isFree}
      onClick={() => {
        if (!isFree) return;
        announce("");
        mark(say(`lab.acts.${act}`));
        doing.mutate({ act, linkId });
      }}
    >
      {doing.isPending && <Spinner />}
      <span>{say(`lab.acts.${act}`)}</span>
    </Button>
  );
}
