import { useContext } from "react";
import type { InstitutionType } from "#contract/link.ts";
import { BrandContext } from "../design/brand.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./trust-note.module.css";

/**
 * Who Belvo is, and what a link reads: what the host asks for, of what Belvo has of such institutions.
 * Payments are another product, with other permissions.
 *
 * Source: Belvo's OpenAPI, `fetch_resources`.
 */
export function AboutBelvo({ type }: { type: InstitutionType }) {
  const { t } = useI18n();
  const { name: app } = useContext(BrandContext);
  return (
    <details className={styles["about"]}>
      <summary>{t("trust.ask")}</summary>
      <p>{t("trust.belvo", { type, app })}</p>
    </details>
  );
}
