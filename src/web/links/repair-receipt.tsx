import type { HistoryEntry } from "#contract/history.ts";
import type { Bank } from "#contract/link.ts";
import { CopyButton } from "../design/copy-button.tsx";
import { aboutBank } from "../words/about-bank.ts";
import { sayState } from "../words/say-state.ts";
import { atTime, duration } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";

type RepairEnd = Extract<HistoryEntry, { kind: "repair_ended" }>;

interface RepairReceiptProps {
  end: RepairEnd;
  bank: Bank;
}

/** What a repair came to, for those who want proof of it, and for support. */
export function RepairReceipt({ end: { at, receipt, reference }, bank }: RepairReceiptProps) {
  const { say, locale } = useVoice();
  const about = aboutBank(bank);
  const rows = receipt
    ? [
        [say("link.receipt.before"), sayState(receipt.before, about, say)],
        [say("link.receipt.after"), sayState(receipt.after, about, say)],
        [say("link.receipt.confirmed"), atTime(at, locale)],
        [say("link.receipt.took"), duration(receipt.tookMs, locale)],
      ]
    : [];
  return (
    <details>
      <summary>{say("link.receipt.title")}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{say("link.receipt.reference")}</dt>
          <dd>
            <code>{reference}</code>
            <CopyButton
              text={reference}
              words={{ copy: say("link.receipt.copy"), copied: say("link.receipt.copied") }}
            />
          </dd>
        </div>
      </dl>
    </details>
  );
}
