import { Link } from "react-router-dom";
import type { LabScenarioId } from "#contract/lab.ts";
import { pages } from "#contract/routes.ts";
import { CopyButton } from "../design/copy-button.tsx";
import textButton from "../design/text-button.module.css";
import { ActButton } from "./act-button.tsx";
import { sceneAddress } from "./scene-address.ts";
import styles from "./scene-guide.module.css";
import { scenePlays } from "./scene-plays.ts";
import { useLabTranslate } from "./i18n/lab-i18n.ts";

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
  const t = useLabTranslate();
  const { acts } = scenePlays[scenario];
  const place = scenarios.indexOf(scenario);
  const next = scenarios[(place + 1) % scenarios.length] ?? scenario;
  return (
    <div className={styles["guide"]}>
      <header className={styles["head"]}>
        <nav className={styles["place"]}>
          <Link to={pages.lab} className={styles["way"] ?? ""}>
            {t("lab.all")}
          </Link>
          <span>{t("lab.place", { place: place + 1, count: scenarios.length })}</span>
        </nav>
        <h1>{t(`lab.scenes.${scenario}.title`)}</h1>
        <p>{t(`lab.scenes.${scenario}.text`)}</p>
        <Link to={sceneAddress(next)} className={styles["way"] ?? ""}>
          {t("lab.next", { title: t(`lab.scenes.${next}.title`) })}
        </Link>
      </header>
      <section className={styles["part"]} aria-labelledby="lab-do">
        <h2 id="lab-do">{t("lab.do")}</h2>
        <p>{t(`lab.scenes.${scenario}.do`)}</p>
        <Typed scenario={scenario} />
      </section>
      <section className={styles["part"]} aria-labelledby="lab-watch">
        <h2 id="lab-watch">{t("lab.watch")}</h2>
        <p>{t(`lab.scenes.${scenario}.watch`)}</p>
      </section>
      <section className={styles["part"]} aria-labelledby="lab-make">
        <h2 id="lab-make">{t("lab.make")}</h2>
        <div className={styles["acts"]}>
          {acts.map((act) => (
            <ActButton key={act} act={act} linkId={linkId} isReady={isReady} mark={mark} />
          ))}
        </div>
      </section>
      <div className={styles["ways"]}>
        <button type="button" className={textButton["button"]} onClick={setUp}>
          {t("lab.again")}
        </button>
        <CopyButton
          text={window.location.href}
          words={{ copy: t("lab.copy"), copied: t("lab.copied") }}
        />
      </div>
    </div>
  );
}

/** What to type in the bank's screens. */
function Typed({ scenario }: { scenario: LabScenarioId }) {
  const t = useLabTranslate();
  const { refuses, takes } = scenePlays[scenario];
  const rows = [
    { name: t("lab.refuses"), value: refuses },
    { name: t("lab.accepts"), value: takes },
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
