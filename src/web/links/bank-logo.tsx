import { useState } from "react";
import type { Bank } from "#contract/link.ts";
import styles from "./bank-logo.module.css";

/** The bank's logo, or its initial where there is none or it does not load. The name stands beside it. */
export function BankLogo({ bank }: { bank: Bank }) {
  const [broken, setBroken] = useState(false);
  return (
    <span className={styles["logo"]} aria-hidden="true">
      {bank.logoUrl !== null && !broken ? (
        <img src={bank.logoUrl} alt="" width={48} height={48} onError={() => setBroken(true)} />
      ) : (
        bank.name.slice(0, 1).toLocaleUpperCase()
      )}
    </span>
  );
}
