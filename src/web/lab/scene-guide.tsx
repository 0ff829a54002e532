import { Link } from "react-router-dom";
import type { LabScenarioId } from "#contract/lab.ts";
import { pages } from "#contract/routes.ts";
import { CopyButton } from "../design/copy-button.tsx";
import textButton from "../design/text-button.module.css";
import { ActButton } from "./act-button.tsx";
import { sceneAddress } from "./scene-address.ts";
import styles from "./scene-guide.module.css";
import { scenePlays } from "./scene-plays.ts";
import { useLabSay } from "./words/lab-voice.ts";

interface SceneGuideProps {
  scenario: LabScenarioId;
  scenarios: LabScenarioId[];
  linkId: string | null;
  /** False until the scene is set. */
  isReady: boolean;
  setUp: () => void;
  /** Tells the trace what the presenter did. */
  mark: (text: string) => void;
}

/** What the presenter does in a scene, what there is to see, and what they can make happen. */
export function SceneGuide(props: SceneGuideProps) {
  const { scenario, scenarios, linkId, isReady, setUp, mark } = props;
  const say = useLabSay();
  const { acts } = scenePlays[scenario];
  const next = scenarios[(scenarios.indexOf(scenario) + 1) % scenarios.length] ?? scenario;
  return (
    <div className={styles["guide"]}>
      <header className={styles["head"]}>
        <Link to={pages.lab} className={styles["way"] ?? ""}>
          {say("lab.all")}
        </Link>
        <h1>{say(`lab.scenes.${scenario}.title`)}</h1>
        <p>{say(`lab.scenes.${scenario}.text`)}</p>
      </header>
      <section className={styles["part"]} aria-labelledby="lab-do">
        <h2 id="lab-do">{say("lab.do")}</h2>
        <p>{say(`lab.scenes.${scenario}.do`)}</p>
        <Typed scenario={scenario} />
      </section>
      <section className={styles["part"]} aria-labelledby="lab-watch">
        <h2 id="lab-watch">{say("lab.watch")}</h2>
        <p>{say(`lab.scenes.${scenario}.watch`)}</p>
      </section>
      <section className={styles["part"]} aria-labelledby="lab-make">
        <h2 id="lab-make">{say("lab.make")}</h2>
        <div className={styles["acts"]}>
          {acts.map((act) => (
            <ActButton key={act} act={act} linkId={linkId} isReady={isReady} mark={mark} />
          ))}
        </div>
      </section>
      <div className={styles["ways"]}>
        <button type="button" className={textButton["button"]} onClick={setUp}>
          {say("lab.again")}
        </button>
        <CopyButton
          text={window.location.href}
          words={{ copy: say("lab.copy"), copied: say("lab.copied") }}
        />
        <Link to={sceneAddress(next)} className={styles["way"] ?? ""}>
          {say("lab.next", { title: say(`lab.scenes.${next}.title`) })}
        </Link>
      </div>
    </div>
  );
}

/** What to type in the bank's screens. */
function Typed({ scenario }: { scenario: LabScenarioId }) {
  const say = useLabSay();
  const { refuses, takes } = scenePlays[scenario];
  const rows = [
    { name: say("lab.refuses"), value: refuses },
    { name: say("lab.accepts"), value: takes },
  ];
  return (
    <dl className={styles["typed"]}>
      {rows.map(
        ({ name, value }) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
