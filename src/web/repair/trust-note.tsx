import { useContext } from "react";
import type { Bank, LinkState } from "#contract/link.ts";
import { BrandContext } from "../design/brand.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AboutBelvo } from "./about-belvo.tsx";
import * as styles from "./trust-note.module.css";

interface TrustNoteProps {
  bank: Pick<Bank, "type">;
  /** A code or what else is asked for is no password. */
  state: LinkState;
  /** One of many on the page: a line, without who Belvo is. */
  isBrief?: boolean;
}

/**
 * Who sees what is about to be typed, how long it takes, and who Belvo is.
 *
 * What is typed goes from Belvo's own document to Belvo, over TLS, and Belvo keeps it encrypted.
 *
 * Source: Belvo, "Which data is stored by Belvo?" and "Data retention controls".
 */
export function TrustNote({ bank, state, isBrief = false }: TrustNoteProps) {
  const { t } = useI18n();
  const { name: app } = useContext(BrandContext);
  const { login } = aboutBank(bank);
  const typed = state === "password_needed" ? login : "details";
  return (
    <div className={styles["trust"]}>
      <p>
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
        </svg>
        <span>{t("trust.safe", { login: typed, app })}</span>
      </p>
      {!isBrief && <AboutBelvo type={bank.type} />}
    </div>
  );
}
