import type { Link } from "#contract/link.ts";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Spinner } from "../design/spinner.tsx";
import * as tones from "../design/tone.module.css";
import { bankNameId } from "../links/link-card.tsx";
import { CloseButton } from "./close-button.tsx";
import * as styles from "./repair-control.module.css";
import { isBusy, type RepairState } from "../core/repair/repair-state.ts";

interface RepairNoticeProps {
  state: RepairState;
  link: Link;
  sentence: string;
  onClose: () => void;
}

/** The answer to a press of Update, where it was pressed. The live region says it too. */
export function RepairNotice({ state, link, sentence, onClose }: RepairNoticeProps) {
  const tone = toneOf(state);
  return (
    <div className={joinClasses(styles["notice"], tones[tone])} data-phase={state.phase}>
      {isBusy(state) && <Spinner />}
      <p>{sentence}</p>
      {!isBusy(state) && <CloseButton onClose={onClose} ref={handFocusTo(bankNameId(link.id))} />}
    </div>
  );
}

function toneOf(state: RepairState): "warning" | "info" {
  const isCalm = isBusy(state) || ["left", "hosted_ready", "away"].includes(state.phase);
  return isCalm ? "info" : "warning";
}
