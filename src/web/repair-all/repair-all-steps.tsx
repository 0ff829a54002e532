import type { RepairAll } from "#contract/repair-all.ts";
import { typeOfSteps } from "./type-of-steps.ts";
import { AddedOn } from "../links/added-on.tsx";
import { StateBadge } from "../links/state-badge.tsx";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./repair-all.module.css";

/** All banks that are gone through, with what became of each so far. */
export function RepairAllSteps({ repairAll }: { repairAll: RepairAll }) {
  const { t } = useLaterI18n("pages");
  return (
    <section className={styles["steps"]}>
      <h2>{t("repairAll.all", { type: typeOfSteps(repairAll.steps) })}</h2>
      <ol>
        {repairAll.steps.map(({ link, outcome }) => (
          <li key={link.id} aria-current={link.id === repairAll.currentLinkId ? "step" : undefined}>
            <span>
              <span>{link.bank.name}</span>
              <AddedOn link={link} />
            </span>
            {outcome === "repaired" ? (
              <StateBadge {...link} />
            ) : (
              <span className={styles["outcome"]}>{t(`repairAll.outcome.${outcome}`)}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
