import type { ReactNode } from "react";
import type { InstitutionType } from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as tones from "../design/tone.module.css";
import { useI18n } from "../i18n/i18n-context.tsx";
import { useListType } from "./use-list-type.ts";
import * as styles from "./links-summary.module.css";

interface LinksSummaryProps {
  /** What all of the person's links are called together. */
  type: InstitutionType;
  /** Those that wait for the person. */
  repairable: { count: number; type: InstitutionType };
  /** How many are renewed in another place than here. */
  elsewhere: number;
  allConnected: boolean;
  /** The end of a repair is on the page, and has the one check. */
  isTold: boolean;
  /** What can be done about all of them at once. */
  children?: ReactNode;
}

/** The answer to what people come for: is everything all right? */
export function LinksSummary(props: LinksSummaryProps) {
  const { type, repairable, elsewhere, allConnected, isTold, children } = props;
  const { t } = useI18n();
  const tone = repairable.count > 0 ? "warning" : allConnected ? "success" : "info";
  const renewed = elsewhere > 0 ? t("links.elsewhere", { count: elsewhere }) : null;
  const look = tone === "success" ? styles["well"] : tones[tone];
  return (
    <header className={styles["summary"]}>
      <h1>{t("page.title", { type })}</h1>
      <div className={joinClasses(styles["answer"], look)}>
        {!(isTold && allConnected) && (
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={SIGNS[tone]} />
          </svg>
        )}
        <div className={styles["words"]}>
          <p>
            {repairable.count > 0
              ? t("links.needsYou", repairable)
              : (renewed ?? t(allConnected ? "links.allWell" : "links.nothingToDo"))}
          </p>
          {repairable.count > 0 && renewed !== null && (
            <p className={styles["besides"]}>{renewed}</p>
          )}
        </div>
        {children && <div className={styles["action"]}>{children}</div>}
      </div>
    </header>
  );
}

/** The same, as long as the answer is not known. */
export function LinksSummaryPlace({ children }: { children: string }) {
  const { t } = useI18n();
  return (
    <header className={styles["summary"]}>
      <h1>{t("page.title", { type: useListType() })}</h1>
      <div className={joinClasses(styles["answer"], styles["unknown"])}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" />
        <p>{children}</p>
      </div>
    </header>
  );
}

const SIGNS = {
  success: "m5 12.5 4.5 4.5L19 7.5",
  warning: "M12 5v9m0 4.5v.01",
  info: "M12 11v7m0-11.5v.01",
} as const;
