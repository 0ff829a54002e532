import { useEffect, useRef } from "react";
import type { LabScenarioId } from "#contract/lab.ts";
import { useAnnounce } from "../design/announcer.tsx";
import { useTitle } from "../design/use-title.ts";
import { ActButton } from "./act-button.tsx";
import { AppFrame } from "./app-frame.tsx";
import { SceneGuide } from "./scene-guide.tsx";
import * as styles from "./scene.module.css";
import { TracePanel } from "./trace-panel.tsx";
import { useScene } from "./use-scene.ts";
import { useTrace } from "./use-trace.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

/** One scene: what to do, the page to do it in, and what happens behind it. */
export function Scene({ scenario }: { scenario: LabScenarioId }) {
  const { t } = useLaterI18n("lab");
  const title = t(`lab.scenes.${scenario}.title`);
  useTitle(`${title} · ${t("lab.title")}`);
  const trace = useTrace(scenario);
  const { change, mark } = trace;
  const announce = useAnnounce();
  const { setting, ...inHand } = useScene(scenario, {
    onReady: () => announce(t("lab.ready", { title })),
    onFailed: () => announce(t("lab.sceneFailed")),
  });
  const setUp = () => {
    announce("");
    change({ do: "clear" });
    mark(t("lab.trace.scene", { title }));
    inHand.setUp();
  };
  useOnce(trace.isSettled, setUp);
  const play = { scene: inHand.scene, mark };

  return (
    <div className={styles["scene"]}>
      <SceneGuide scenario={scenario} setUp={setUp} {...play} />
      <AppFrame key={setting} {...inHand} setUp={setUp}>
        <ActButton act="break_bank" {...play} />
      </AppFrame>
      <TracePanel trace={trace} scene={inHand.scene} />
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
