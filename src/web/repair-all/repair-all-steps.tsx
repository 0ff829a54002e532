import type { RepairAll } from "#contract/repair-all.ts";
import { typeOfSteps } from "./type-of-steps.ts";
import { StateBadge } from "../links/state-badge.tsx";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./repair-all.module.css";

/** All banks of a walk, with what became of each so far. */
export function RepairAllSteps({ walk }: { walk: RepairAll }) {
  const { say } = useVoice();
  return (
    <section className={styles["steps"]}>
      <h2>{say("walk.all", { type: typeOfSteps(walk.steps) })}</h2>
      <ol>
        {walk.steps.map(({ link, outcome }) => (
          <li key={link.id} aria-current={link.id === walk.currentLinkId ? "step" : undefined}>
            <span>{link.bank.name}</span>
            {outcome === "repaired" ? (
              <StateBadge {...link} />
            ) : (
              <span className={styles["outcome"]}>{say(`walk.outcome.${outcome}`)}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
