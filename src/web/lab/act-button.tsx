import { useMutation } from "@tanstack/react-query";
import type { LabAct } from "#contract/lab.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { Spinner } from "../design/spinner.tsx";
import { useLabRequests } from "./lab-requests.ts";
import { useLabTranslate } from "./i18n/lab-i18n.ts";

interface ActButtonProps {
  act: LabAct;
  linkId: string | null;
  isReady: boolean;
  mark: (text: string) => void;
}

/** Makes one thing happen, and tells the trace so. */
export function ActButton({ act, linkId, isReady, mark }: ActButtonProps) {
  const requests = useLabRequests();
  const t = useLabTranslate();
  const announce = useAnnounce();
  const tell = (sentence: string) => {
    mark(sentence);
    announce(sentence);
  };
  const doing = useMutation({
    mutationFn: requests.act,
    onSuccess: ({ result }) => {
      if (result !== null) tell(t(`lab.results.${result}`));
      else announce(t("lab.actDone", { act: t(`lab.acts.${act}`) }));
    },
    onError: () => tell(t("lab.actFailed")),
  });
  const isFree = isReady && !doing.isPending;
  return (
    <Button
      look="quiet"
      aria-disabled={!isFree}
      onClick={() => {
        if (!isFree) return;
        announce("");
        mark(t(`lab.acts.${act}`));
        doing.mutate({ act, linkId });
      }}
    >
      {doing.isPending && <Spinner />}
      <span>{t(`lab.acts.${act}`)}</span>
    </Button>
  );
}
