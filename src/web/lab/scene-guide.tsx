import type { LabScenarioId } from "#contract/lab.ts";
import { Button } from "../design/button.tsx";
import { CopyButton } from "../design/copy-button.tsx";
import { ActButton } from "./act-button.tsx";
import * as styles from "./scene-guide.module.css";
import type { SceneInPlay } from "./scene-in-play.ts";
import { scenePlays } from "./scene-plays.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

interface SceneGuideProps extends SceneInPlay {
  scenario: LabScenarioId;
  setUp: () => void;
}

/** What the presenter does in a scene, what there is to see, and what they can make happen. */
export function SceneGuide({ scenario, setUp, ...play }: SceneGuideProps) {
  const { t } = useLaterI18n("lab");
  const { acts } = scenePlays[scenario];
  return (
    <div className={styles["guide"]}>
      <header className={styles["head"]}>
        <h1>{t(`lab.scenes.${scenario}.title`)}</h1>
        <p>{t(`lab.scenes.${scenario}.text`)}</p>
      </header>
      <section className={styles["part"]} aria-labelledby="lab-do">
        <h2 id="lab-do">{t("lab.do")}</h2>
        <p>{t(`lab.scenes.${scenario}.do`)}</p>
        <Typed scenario={scenario} />
        <div className={styles["acts"]}>
          {acts.map((act) => (
            <ActButton key={act} act={act} {...play} />
          ))}
        </div>
      </section>
      <section className={styles["part"]} aria-labelledby="lab-watch">
        <h2 id="lab-watch">{t("lab.watch")}</h2>
        <p>{t(`lab.scenes.${scenario}.watch`)}</p>
      </section>
      <div className={styles["ways"]}>
        <Button look="text" onClick={setUp}>
          {t("lab.again")}
        </Button>
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
  const { t } = useLaterI18n("lab");
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
