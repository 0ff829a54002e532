import type { ReactNode } from "react";
import type { HistoryEntry } from "#contract/history.ts";
import type { Bank } from "#contract/link.ts";
import { Button } from "../design/button.tsx";
import { CopyButton } from "../design/copy-button.tsx";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatState } from "../i18n/format-state.ts";
import { atTime, duration } from "../i18n/format-time.ts";
import { printPart } from "../design/print-part.ts";
import { formatStateEvent } from "./format-state-event.ts";
import * as styles from "./repair-receipt.module.css";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

type RepairEnd = Extract<HistoryEntry, { kind: "repair_ended" }>;

interface RepairReceiptProps {
  end: RepairEnd;
  bank: Bank;
  /** What led to it. */
  children?: ReactNode;
}

/**
 * What a repair came to: for those who want proof of one that worked, and for support. Of one that did not
 * work there is nothing to prove, but what was done, and the reference.
 */
export function RepairReceipt({ end, bank, children }: RepairReceiptProps) {
  const { at, receipt, reference, result } = end;
  const { t, locale } = useLaterI18n("pages");
  const about = aboutBank(bank);
  const isProof = result === "repaired";
  const rows =
    isProof && receipt
      ? [
          [t("link.receipt.before"), formatStateEvent(receipt.before, about, t)],
          [t("link.receipt.after"), formatState(receipt.after, about, t)],
          [t("link.receipt.confirmed"), atTime(at, locale)],
          [t("link.receipt.took"), duration(receipt.tookMs, locale)],
        ]
      : [];
  return (
    <details className={styles["receipt"]}>
      <summary>{t(isProof ? "link.receipt.title" : "link.steps")}</summary>
      <p className={styles["bank"]}>{bank.name}</p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t("link.receipt.reference")}</dt>
          <dd>
            <code>{reference}</code>
            <CopyButton
              text={reference}
              words={{ copy: t("link.receipt.copy"), copied: t("link.receipt.copied") }}
            />
          </dd>
        </div>
      </dl>
      {isProof && (
        <ShareReceipt
          title={bank.name}
          rows={[...rows, [t("link.receipt.reference"), reference]]}
        />
      )}
      {children}
    </details>
  );
}

interface LastReceiptProps {
  /** Newest first. */
  history: readonly HistoryEntry[];
  bank: Bank;
}

/** The receipt of the repair since which a link works; nothing where that was not made here. */
export function LastReceipt({ history, bank }: LastReceiptProps) {
  const last = history.find((entry) =>
    entry.kind === "repair_ended"
      ? entry.result === "repaired"
      : entry.kind === "state_read" && entry.state !== "connected",
  );
  return last?.kind === "repair_ended" ? <RepairReceipt end={last} bank={bank} /> : null;
}

interface ShareReceiptProps {
  title: string;
  /** Each a name and what it is. */
  rows: readonly (readonly string[])[];
}

/** Hands the receipt to another app, where the browser knows some, or to a printer. */
function ShareReceipt({ title, rows }: ShareReceiptProps) {
  const { t } = useLaterI18n("pages");
  const share = () => {
    const text = rows.map((row) => row.join(": ")).join("\n");
    // Who closes the choice of apps has changed their mind, which is nothing to report.
    navigator.share({ title, text }).catch(() => undefined);
  };
  return (
    <>
      {"share" in navigator && (
        <Button look="text" onClick={share}>
          {t("link.receipt.share")}
        </Button>
      )}
      <Button
        look="text"
        onClick={({ currentTarget }) => {
          const receipt = currentTarget.closest("details");
          if (receipt) printPart(receipt);
        }}
      >
        {t("link.receipt.print")}
      </Button>
    </>
  );
}
