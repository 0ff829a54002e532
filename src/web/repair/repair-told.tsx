import type { ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import { isBusy, isStillBusy, isTold, type RepairState } from "../core/repair/repair-state.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { TopLink } from "../design/button.tsx";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { formatRepair } from "./format-repair.ts";
import * as styles from "./repair-control.module.css";
import { RepairDone } from "./repair-done.tsx";
import { RepairNotice } from "./repair-notice.tsx";

export interface RepairToldProps {
  state: RepairState;
  link: Link;
  /** The page is about this link alone, and so is its end. */
  isAlone: boolean;
  onClose: () => void;
  /** The person goes to Belvo's own page. */
  onGoAway: () => void;
  /** What the person may do once it is repaired. */
  children?: ReactNode;
}

/** How far a repair has got, and how it ended: seen where Update was pressed, and heard. */
export function RepairTold({ state, link, isAlone, onClose, onGoAway, children }: RepairToldProps) {
  const { t } = useLaterI18n("pages");
  const sentence = isTold(state, link) ? formatRepair(state, link, t) : null;
  const isHere = isStillBusy(state, link);
  // While the bank's screen is open the page cannot be heard: the end is told once it can.
  useAnnounced(isBusy(state) && !isHere ? null : sentence);
  return (
    <>
      {sentence !== null &&
        (link.state === "connected" && !isHere ? (
          <RepairDone {...{ state, link, sentence }} onClose={isAlone ? null : onClose}>
            {children}
          </RepairDone>
        ) : (
          <RepairNotice {...{ state, link, sentence, onClose }} />
        ))}
      {state.phase === "hosted_ready" && (
        // Where Belvo's page leads nowhere by itself, the person reads that before they go.
        <div className={styles["actions"]}>
          <TopLink href={state.hosted.hostedUrl} onClick={onGoAway}>
            {t("repair.hostedGo")}
          </TopLink>
        </div>
      )}
    </>
  );
}
