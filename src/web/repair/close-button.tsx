import type { Ref } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./close-button.module.css";

interface CloseButtonProps {
  onClose: () => void;
  ref: Ref<HTMLButtonElement>;
}

/** Puts an answer away. */
export function CloseButton({ onClose, ref }: CloseButtonProps) {
  const { t } = useI18n();
  return (
    <button
      type="button"
      className={styles["close"]}
      ref={ref}
      aria-label={t("repair.close")}
      onClick={onClose}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="2" />
      </svg>
    </button>
  );
}
