import type { ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import type { RepairState } from "../core/repair/repair-state.ts";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { CloseButton } from "./close-button.tsx";
import styles from "./repair-done.module.css";

interface RepairDoneProps {
  state: RepairState;
  link: Link;
  sentence: string;
  onClose: () => void;
  /** Where to from here. */
  children?: ReactNode;
}

/** The end that people came for: it works again, when their data come, and where to from here. */
export function RepairDone({ state, link, sentence, onClose, children }: RepairDoneProps) {
  const { t } = useI18n();
  return (
    <div className={styles["done"]} data-phase={state.phase}>
      <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle cx="24" cy="24" r="22" />
        <path d="m14.5 24.5 6.5 6.5 12.5-13.5" />
      </svg>
      <div className={styles["words"]}>
        <p className={styles["what"]}>{sentence}</p>
        {link.fetching && <p>{t("repair.dataComes")}</p>}
      </div>
      <CloseButton onClose={onClose} ref={handFocusTo(bankNameId(link.id))} />
      {children && <div className={styles["next"]}>{children}</div>}
    </div>
  );
}
