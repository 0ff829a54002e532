import { useSearchParams } from "react-router-dom";
import type { LabScenarioId } from "#contract/lab.ts";
import { Scene } from "./scene.tsx";
import { SceneList } from "./scene-list.tsx";

/** The scene that the address names, or all of them to choose from. */
export function DemoLab({ scenarios }: { scenarios: LabScenarioId[] }) {
  const [search] = useSearchParams();
  const scenario = scenarios.find((each) => each === search.get("scenario"));
  return scenario ? (
    <Scene key={scenario} scenario={scenario} scenarios={scenarios} />
  ) : (
    <SceneList scenarios={scenarios} />
  );
}
