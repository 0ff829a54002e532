import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { LabScenarioId } from "#contract/lab.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { useTitle } from "../design/use-title.ts";
import { AppFrame } from "./app-frame.tsx";
import { useLabRequests } from "./lab-requests.ts";
import { SceneGuide } from "./scene-guide.tsx";
import styles from "./scene.module.css";
import { TracePanel } from "./trace-panel.tsx";
import { useTrace } from "./use-trace.ts";
import { useLabTranslate } from "./i18n/lab-i18n.ts";

interface SceneProps {
  scenario: LabScenarioId;
  scenarios: LabScenarioId[];
}

/** One scene: what to do, the page to do it in, and what happens behind it. */
export function Scene({ scenario, scenarios }: SceneProps) {
  const requests = useLabRequests();
  const t = useLabTranslate();
  const title = t(`lab.scenes.${scenario}.title`);
  useTitle(`${title} · ${t("lab.title")}`);
  const trace = useTrace();
  const announce = useAnnounce();
  const scene = useMutation({
    mutationFn: () => requests.setScene(scenario),
    onSuccess: () => announce(t("lab.ready")),
    onError: () => announce(t("lab.sceneFailed")),
  });
  const setUp = () => {
    if (scene.isPending) return;
    announce("");
    trace.change({ do: "clear" });
    trace.mark(t("lab.trace.scene", { title }));
    scene.mutate();
  };
  useOnce(trace.isSettled, setUp);

  return (
    <div className={styles["scene"]}>
      <SceneGuide
        scenario={scenario}
        scenarios={scenarios}
        linkId={scene.data?.linkId ?? null}
        isReady={scene.isSuccess}
        setUp={setUp}
        mark={trace.mark}
      />
      <AppFrame
        key={scene.submittedAt}
        openPath={scene.data?.openPath ?? null}
        hasFailed={scene.isError}
      />
      <TracePanel trace={trace} />
    </div>
  );
}

/** Does `work` the first time that `isTime`: the trace must listen before there is something to hear. */
function useOnce(isTime: boolean, work: () => void): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!isTime || isDone.current) return;
    isDone.current = true;
    work();
  });
}
