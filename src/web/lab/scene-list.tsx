import type { LabScenarioId } from "#contract/lab.ts";
import * as pageHead from "../design/page-head.module.css";
import { useTitle } from "../design/use-title.ts";
import { PageLink } from "../design/page-link.tsx";
import { sceneAddress } from "./scene-address.ts";
import * as styles from "./scene-list.module.css";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

/** All scenes, each a page of its own. */
export function SceneList({ scenarios }: { scenarios: LabScenarioId[] }) {
  const { t } = useLaterI18n("lab");
  useTitle(t("lab.title"));
  return (
    <div className={styles["page"]}>
      <header className={pageHead["head"]}>
        <h1>{t("lab.title")}</h1>
        <p>{t("lab.text")}</p>
      </header>
      <ol className={styles["scenes"]}>
        {scenarios.map((scenario, place) => (
          <li key={scenario}>
            <PageLink to={sceneAddress(scenario)} className={styles["scene"] ?? ""}>
              <span className={styles["number"]} aria-hidden="true">
                {place + 1}
              </span>
              <span className={styles["title"]}>{t(`lab.scenes.${scenario}.title`)}</span>
              <span className={styles["text"]}>{t(`lab.scenes.${scenario}.text`)}</span>
            </PageLink>
          </li>
        ))}
      </ol>
    </div>
  );
}
