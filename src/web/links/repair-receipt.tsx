import { useState } from "react";
import type { HistoryEntry } from "#contract/history.ts";
import { useAnnounce } from "../design/announcer.tsx";
import textButton from "../design/text-button.module.css";
import { atTime, duration } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";

type RepairEnd = Extract<HistoryEntry, { kind: "repair_ended" }>;

/** What a repair came to, for those who want proof of it, and for support. */
export function RepairReceipt({ end: { at, receipt, reference } }: { end: RepairEnd }) {
  const { words, locale } = useVoice();
  const said = words.link.receipt;
  const rows = receipt
    ? [
        [said.before, words.state[receipt.before]],
        [said.after, words.state[receipt.after]],
        [said.confirmed, atTime(at, locale)],
        [said.took, duration(receipt.tookMs, locale)],
      ]
    : [];
  return (
    <details>
      <summary>{said.title}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{said.reference}</dt>
          <dd>
            <code>{reference}</code>
            <Copy text={reference} />
          </dd>
        </div>
      </dl>
    </details>
  );
}

/** Copies a text, where the browser lets pages do that. */
function Copy({ text }: { text: string }) {
  const { copy, copied } = useVoice().words.link.receipt;
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  // Typed as always there, and missing on insecure origins.
  if (!("clipboard" in navigator)) return null;

  const onClick = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        announce(copied);
      },
      () => undefined,
    );
  };
  return (
    <button type="button" className={textButton["button"]} onClick={onClick}>
      {isCopied ? copied : copy}
    </button>
  );
}
