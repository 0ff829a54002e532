import { useMutation } from "@tanstack/react-query";
import type { LabAct, LabActDone } from "#contract/lab.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { Spinner } from "../design/spinner.tsx";
import { useLabRequests } from "./lab-requests.ts";
import { bankName, type SceneInPlay } from "./scene-in-play.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

interface ActButtonProps extends SceneInPlay {
  act: LabAct;
}

/** Makes one thing happen, and tells the trace so. */
export function ActButton({ act, scene, mark }: ActButtonProps) {
  const requests = useLabRequests();
  const { t } = useLaterI18n("lab");
  const announce = useAnnounce();
  const tell = (sentence: string) => {
    mark(sentence);
    announce(sentence);
  };
  const doing = useMutation({
    mutationFn: requests.act,
    onSuccess: (done) => {
      const news = formatNews(done);
      if (news !== null) tell(news);
      else announce(t("lab.actDone", { act: t(`lab.acts.${act}`) }));
    },
    onError: () => tell(t("lab.actFailed")),
  });
  const isFree = scene !== null && !doing.isPending;

  function formatNews({ result, broken }: LabActDone): string | null {
    if (result !== null) return t(`lab.results.${result}`);
    if (act !== "break_bank") return null;
    const bank = bankName(scene?.banks ?? [], broken);
    return bank === undefined ? t("lab.nothingToBreak") : t("lab.broken", { bank });
  }

  return (
    <Button
      look="quiet"
      aria-disabled={!isFree}
      onClick={() => {
        if (!isFree) return;
        announce("");
        mark(t(`lab.acts.${act}`));
        doing.mutate({ act, linkId: scene.linkId, sceneId: scene.id });
      }}
    >
      {doing.isPending && <Spinner />}
      <span>{t(`lab.acts.${act}`)}</span>
    </Button>
  );
}
