import { Spinner } from "../design/spinner.tsx";
import styles from "./app-frame.module.css";
import { useLabTranslate } from "./i18n/lab-i18n.ts";

interface AppFrameProps {
  /** `null` until the scene is set: the page must not ask in the name of who was there before. */
  openPath: string | null;
  hasFailed: boolean;
}

/** The app itself, as a phone shows it. */
export function AppFrame({ openPath, hasFailed }: AppFrameProps) {
  const t = useLabTranslate();
  return (
    <section className={styles["app"]} aria-labelledby="lab-app">
      <h2 id="lab-app" className={styles["title"]}>
        {t("lab.app")}
      </h2>
      <div className={styles["phone"]}>
        {openPath === null ? (
          <p className={styles["wait"]}>
            {!hasFailed && <Spinner />}
            <span>{t(hasFailed ? "lab.sceneFailed" : "lab.settingUp")}</span>
          </p>
        ) : (
          <iframe
            src={openPath}
            title={t("lab.app")}
            allow="clipboard-write"
            className={styles["frame"]}
          />
        )}
      </div>
    </section>
  );
}
