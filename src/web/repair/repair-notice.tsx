import type { Link } from "#contract/link.ts";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Spinner } from "../design/spinner.tsx";
import tones from "../design/tone.module.css";
import { bankNameId } from "../links/link-card.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import styles from "./repair-control.module.css";
import { isBusy, type RepairState } from "../core/repair/repair-state.ts";
import { isUp } from "./format-repair.ts";

interface RepairNoticeProps {
  state: RepairState;
  link: Link;
  sentence: string;
  onClose: () => void;
}

/** The answer to a press of Update, where it was pressed. The live region says it too. */
export function RepairNotice({ state, link, sentence, onClose }: RepairNoticeProps) {
  const { t } = useI18n();
  const tone = toneOf(state, link);
  return (
    <div className={joinClasses(styles["notice"], tones[tone])} data-phase={state.phase}>
      {isBusy(state) && <Spinner />}
      <p>{sentence}</p>
      {!isBusy(state) && (
        <button
          type="button"
          className={styles["close"]}
          ref={handFocusTo(bankNameId(link.id))}
          aria-label={t("repair.close")}
          onClick={onClose}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="2" />
          </svg>
        </button>
      )}
    </div>
  );
}

function toneOf(state: RepairState, link: Link): "success" | "warning" | "info" {
  if (isBusy(state)) return "info";
  if (isUp(link)) return "success";
  return ["left", "hosted_ready", "away"].includes(state.phase) ? "info" : "warning";
}
