import { useState } from "react";
import type { Bank } from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import styles from "./bank-logo.module.css";
import { initialsOf, isLight } from "./bank-mark.ts";

/**
 * The bank's logo, or its initials on its own colour where there is none or it does not load. The name
 * stands beside it.
 */
export function BankLogo({ bank, asOf }: { bank: Bank; asOf: string }) {
  // Which try failed; a later reading of the list is a new try.
  const [brokenAt, setBrokenAt] = useState<string | null>(null);
  if (bank.logoUrl !== null && brokenAt !== asOf) {
    return (
      <span className={joinClasses(styles["logo"], styles["picture"])} aria-hidden="true">
        <img
          src={bank.logoUrl}
          alt=""
          width={52}
          height={52}
          loading="lazy"
          onError={() => setBrokenAt(asOf)}
        />
      </span>
    );
  }
  const { color } = bank;
  return (
    <span
      className={joinClasses(styles["logo"], color !== null && isLight(color) && styles["light"])}
      style={color === null ? undefined : { background: color }}
      aria-hidden="true"
    >
      {initialsOf(bank.name)}
    </span>
  );
}
