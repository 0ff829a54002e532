import type { LabScenarioId } from "#contract/lab.ts";
import { pages } from "#contract/routes.ts";
import { joinClasses } from "../design/join-classes.ts";
import { PageLink } from "../design/page-link.tsx";
import { sceneAddress } from "./scene-address.ts";
import * as styles from "./scene-bar.module.css";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

interface SceneBarProps {
  scenario: LabScenarioId;
  scenarios: LabScenarioId[];
}

/** Where in the show the presenter is, and the ways on. It stays while scenes come and go, and so does focus. */
export function SceneBar({ scenario, scenarios }: SceneBarProps) {
  const { t } = useLaterI18n("lab");
  const place = scenarios.indexOf(scenario);
  const [before, next] = [scenarios[place - 1], scenarios[place + 1]];
  /** Who listens hears where a way leads. */
  const named = (way: string, to: LabScenarioId | undefined) =>
    to === undefined ? way : `${way}: ${t(`lab.scenes.${to}.title`)}`;
  return (
    <nav className={styles["bar"]} aria-label={t("lab.ways")}>
      <PageLink to={pages.lab} className={styles["all"] ?? ""}>
        {t("lab.all")}
      </PageLink>
      <p className={styles["place"]}>
        <span>{t("lab.place", { place: place + 1, count: scenarios.length })}</span>
        <span className={styles["steps"]} aria-hidden="true">
          {scenarios.map((each, step) => (
            <span key={each} className={joinClasses(step <= place && styles["done"])} />
          ))}
        </span>
      </p>
      <span className={styles["turns"]}>
        {before && (
          <PageLink
            to={sceneAddress(before)}
            className={styles["turn"] ?? ""}
            aria-label={named(t("lab.before"), before)}
          >
            {t("lab.before")}
          </PageLink>
        )}
        <PageLink
          to={next ? sceneAddress(next) : pages.lab}
          className={joinClasses(styles["turn"], styles["next"])}
          aria-label={named(t(next ? "lab.next" : "lab.finish"), next)}
        >
          <span>{t(next ? "lab.next" : "lab.finish")}</span>
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="m6 3 5 5-5 5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </PageLink>
      </span>
    </nav>
  );
}
