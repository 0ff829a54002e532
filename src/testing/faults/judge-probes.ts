import type { Probe } from "./probes.ts";
import type { StoreContents } from "./read-store.ts";

export interface Verdict {
  /** Webhooks that were answered with 2xx. */
  kept: number;
  /** Webhooks without an answer. */
  unknown: number;
  /** Codes of those that were answered with 2xx and are not in the store, or not in the log. */
  lost: string[];
  /** Codes of those that are there more than once. */
  twice: string[];
  /** Codes of those that wait, were laid aside, or are in the log without having been applied. */
  unapplied: string[];
  /** True when the log is 1, 2, 3 … up to where its head says. */
  logIsWhole: boolean;
}

/** Compares what senders were told with what the store has. */
export function judgeProbes(probes: readonly Probe[], store: StoreContents): Verdict {
  const inInbox = countBy(store.inbox.map(({ body }) => body.code ?? ""));
  const webhooks = store.events.filter(({ kind }) => kind === "webhook");
  const inLog = countBy(webhooks.map(({ body }) => body.code ?? ""));
  const applied = new Set(
    store.inbox
      .filter(({ applied_at, parked_at }) => applied_at !== null && parked_at === null)
      .map(({ body }) => body.code),
  );
  const codesOf = (isSo: (probe: Probe, stored: number, logged: number) => boolean) =>
    probes
      .filter((each) => isSo(each, inInbox.get(each.code) ?? 0, inLog.get(each.code) ?? 0))
      .map(({ code }) => code);

  return {
    kept: probes.filter(({ fate }) => fate === "kept").length,
    unknown: probes.filter(({ fate }) => fate === "unknown").length,
    lost: codesOf(({ fate }, stored, logged) => fate === "kept" && (stored === 0 || logged === 0)),
    twice: codesOf((_, stored, logged) => stored > 1 || logged > 1),
    unapplied: codesOf(
      ({ code }, stored, logged) => stored !== logged || (stored > 0 && !applied.has(code)),
    ),
    logIsWhole:
      store.head === store.events.length &&
      store.events.every(({ seq }, index) => seq === index + 1),
  };
}

/** True when nothing that was answered is missing, and nothing is there more than once. */
export function isSound({ lost, twice, unapplied, logIsWhole }: Verdict): boolean {
  return lost.length + twice.length + unapplied.length === 0 && logIsWhole;
}

function countBy(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
