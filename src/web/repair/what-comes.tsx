import type { Bank, LinkState } from "#contract/link.ts";
import { aboutBank } from "../i18n/about-bank.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./what-comes.module.css";

interface WhatComesProps {
  bank: Pick<Bank, "name" | "type">;
  state: LinkState;
}

/** People who are told what will happen do not stop half-way. */
export function WhatComes({ bank, state }: WhatComesProps) {
  const { t } = useI18n();
  const about = aboutBank(bank);
  const yours =
    state === "code_needed"
      ? t("repairPage.typeCode", about)
      : state === "unfinished"
        ? t("repairPage.finish")
        : t("repairPage.typePassword", about);
  return (
    <section className={styles["comes"]}>
      <h2>{t("repairPage.comes")}</h2>
      <ol>
        <li>{t("repairPage.opens", about)}</li>
        <li>{yours}</li>
        <li>{t("repairPage.confirms")}</li>
      </ol>
    </section>
  );
}
