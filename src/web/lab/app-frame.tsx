import type { ReactNode } from "react";
import { Button } from "../design/button.tsx";
import { Spinner } from "../design/spinner.tsx";
import * as styles from "./app-frame.module.css";
import type { SceneInHand } from "./use-scene.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

interface AppFrameProps extends Omit<SceneInHand, "setting"> {
  /** Beside the phone. */
  children: ReactNode;
}

/** The app itself, as a phone shows it. */
export function AppFrame({ scene, children, ...wait }: AppFrameProps) {
  const { t } = useLaterI18n("lab");
  return (
    <section className={styles["app"]} aria-labelledby="lab-app">
      <header className={styles["head"]}>
        <h2 id="lab-app">{t("lab.app")}</h2>
        {children}
      </header>
      <div className={styles["phone"]}>
        {/* Until the scene is set, the page would ask in the name of who was there before. */}
        {scene === null ? (
          <Wait {...wait} />
        ) : (
          <iframe
            src={scene.openPath}
            title={t("lab.app")}
            allow="clipboard-write"
            className={styles["frame"]}
          />
        )}
      </div>
    </section>
  );
}

function Wait({ isOver, hasFailed, setUp }: Omit<SceneInHand, "setting" | "scene">) {
  const { t } = useLaterI18n("lab");
  if (!isOver && !hasFailed) {
    return (
      <div className={styles["wait"]}>
        <Spinner />
        <p>{t("lab.settingUp")}</p>
      </div>
    );
  }
  return (
    <div className={styles["wait"]}>
      <p>{t(hasFailed ? "lab.sceneFailed" : "lab.sceneOver")}</p>
      <Button onClick={setUp}>{t("lab.again")}</Button>
    </div>
  );
}
