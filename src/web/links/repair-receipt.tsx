import type { HistoryEntry } from "#contract/history.ts";
import { CopyButton } from "../design/copy-button.tsx";
import { atTime, duration } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";

type RepairEnd = Extract<HistoryEntry, { kind: "repair_ended" }>;

/** What a repair came to, for those who want proof of it, and for support. */
export function RepairReceipt({ end: { at, receipt, reference } }: { end: RepairEnd }) {
  const { say, locale } = useVoice();
  const rows = receipt
    ? [
        [say("link.receipt.before"), say(`state.${receipt.before}`)],
        [say("link.receipt.after"), say(`state.${receipt.after}`)],
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
