import type { ReactNode } from "react";
import type { Link } from "#contract/link.ts";
import type { RepairState } from "../core/repair/repair-state.ts";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { useNow } from "../design/use-now.ts";
import { timeAgo } from "../i18n/format-time.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { bankNameId } from "../links/link-card.tsx";
import { CloseButton } from "./close-button.tsx";
import * as styles from "./repair-done.module.css";

interface RepairDoneProps {
  state: RepairState;
  link: Link;
  sentence: string;
  /** `null` where the end is all that the page has left to say. */
  onClose: (() => void) | null;
  /** Where to from here. */
  children?: ReactNode;
}

/** The end that people came for: it works again, when their data come or came, and where to from here. */
export function RepairDone({ state, link, sentence, onClose, children }: RepairDoneProps) {
  const i18n = useLaterI18n("pages");
  const { t } = i18n;
  const now = useNow();
  const { fetching, lastAccessedAt } = link;
  const isAlone = onClose === null;
  // Elsewhere the card's head says when they came.
  const came =
    isAlone && lastAccessedAt && t("links.updated", { when: timeAgo(lastAccessedAt, now, i18n) });
  const dataCome = fetching ? t("repair.dataComes") : came;
  return (
    <div
      className={joinClasses(styles["done"], isAlone && styles["alone"])}
      data-phase={state.phase}
    >
      <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle cx="24" cy="24" r="22" />
        <path d="m14.5 24.5 6.5 6.5 12.5-13.5" />
      </svg>
      <div className={styles["words"]}>
        <p className={styles["what"]}>{sentence}</p>
        {dataCome && <p>{dataCome}</p>}
      </div>
      {onClose && <CloseButton onClose={onClose} ref={handFocusTo(bankNameId(link.id))} />}
      {children && <div className={styles["next"]}>{children}</div>}
    </div>
  );
}
