import { useState } from "react";
import type { Bank } from "#contract/link.ts";
import styles from "./bank-logo.module.css";

/** The bank's logo, or its initial where there is none or it does not load. The name stands beside it. */
export function BankLogo({ bank, asOf }: { bank: Bank; asOf: string }) {
  // Which try failed; a later reading of the list is a new try.
  const [brokenAt, setBrokenAt] = useState<string | null>(null);
  return (
    <span className={styles["logo"]} aria-hidden="true">
      {bank.logoUrl !== null && brokenAt !== asOf ? (
        <img src={bank.logoUrl} alt="" width={48} height={48} onError={() => setBrokenAt(asOf)} />
      ) : (
        bank.name.slice(0, 1).toLocaleUpperCase()
      )}
    </span>
  );
}
