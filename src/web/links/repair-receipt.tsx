import { useState } from "react";
import type { HistoryEntry } from "#contract/history.ts";
import { useAnnounce } from "../design/announcer.tsx";
import textButton from "../design/text-button.module.css";
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
            <Copy text={reference} />
          </dd>
        </div>
      </dl>
    </details>
  );
}

/** Copies a text, where the browser lets pages do that. */
function Copy({ text }: { text: string }) {
  const { say } = useVoice();
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  // Typed as always there, and missing on insecure origins.
  if (!("clipboard" in navigator)) return null;

  const onClick = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        announce(say("link.receipt.copied"));
      },
      () => undefined,
    );
  };
  return (
    <button type="button" className={textButton["button"]} onClick={onClick}>
      {say(isCopied ? "link.receipt.copied" : "link.receipt.copy")}
    </button>
  );
}
