import { Link } from "react-router-dom";
import type { LabScenarioId } from "#contract/lab.ts";
import pageHead from "../design/page-head.module.css";
import { useTitle } from "../design/use-title.ts";
import { sceneAddress } from "./scene-address.ts";
import styles from "./scene-list.module.css";
import { useLabSay } from "./words/lab-voice.ts";

/** All scenes, each a page of its own. */
export function SceneList({ scenarios }: { scenarios: LabScenarioId[] }) {
  const say = useLabSay();
  useTitle(say("lab.title"));
  return (
    <div className={styles["page"]}>
      <header className={pageHead["head"]}>
        <h1>{say("lab.title")}</h1>
        <p>{say("lab.text")}</p>
      </header>
      <ol className={styles["scenes"]}>
        {scenarios.map((scenario, place) => (
          <li key={scenario}>
            <Link to={sceneAddress(scenario)} className={styles["scene"] ?? ""}>
              <span className={styles["number"]} aria-hidden="true">
                {place + 1}
              </span>
              <span className={styles["title"]}>{say(`lab.scenes.${scenario}.title`)}</span>
              <span className={styles["text"]}>{say(`lab.scenes.${scenario}.text`)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}
