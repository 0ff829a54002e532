import { useEffect, useRef } from "react";
import { useLocation } from "react-router-dom";
import type { LabScenarioId } from "#contract/lab.ts";
import * as styles from "./demo-lab.module.css";
import { Scene } from "./scene.tsx";
import { SceneBar } from "./scene-bar.tsx";
import { SceneList } from "./scene-list.tsx";

/** The scene that the address names, or all of them to choose from. */
export function DemoLab({ scenarios }: { scenarios: LabScenarioId[] }) {
  const { search } = useLocation();
  const named = new URLSearchParams(search).get("scenario");
  const scenario = scenarios.find((each) => each === named);
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(scenario);
  useEffect(() => {
    if (shown.current === scenario) return;
    shown.current = scenario;
    // What was pressed is gone with the list, or stays where it is in the bar.
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [scenario]);

  return (
    <div ref={place} tabIndex={-1} className={styles["lab"]}>
      {scenario ? (
        <>
          <SceneBar scenario={scenario} scenarios={scenarios} />
          <Scene key={scenario} scenario={scenario} />
        </>
      ) : (
        <SceneList scenarios={scenarios} />
      )}
    </div>
  );
}
