import { useState } from "react";
import type { Bank } from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as styles from "./bank-logo.module.css";
import { initialsOf, isLight } from "./bank-mark.ts";

/** A sheet of paper with lines, a case, and a house with columns. */
const SIGNS = {
  fiscal: "M6 3h9l4 4v14H6zM14.5 3.5V8H19M9 12h7M9 16h7",
  employment: "M4 8h16v11H4zM9 8V5h6v3M4 13h6m4 0h6m-10-1.5h4v3h-4z",
  institution: "M4 10 12 4l8 6zM6 10v8m4-8v8m4-8v8m4-8v8M4 20h16",
} as const;

/**
 * The institution's logo. Where there is none or it does not load: a bank's initials, and a sign for what
 * kind another one is, on its own colour. The name stands beside it.
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
      {bank.type === "bank" ? (
        initialsOf(bank.name)
      ) : (
        <svg viewBox="0 0 24 24" className={styles["sign"]} focusable="false">
          <path d={SIGNS[bank.type]} />
        </svg>
      )}
    </span>
  );
}
