import type { Bank, LinkState } from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as tones from "../design/tone.module.css";
import { aboutBank } from "../i18n/about-bank.ts";
import { formatState } from "../i18n/format-state.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./state-badge.module.css";

/** One shape a state, so that the badge can be told apart without its colour. */
const LOOKS = {
  connected: {
    tone: "success",
    path: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5 8.3l2.1 2.1L11 6.2",
  },
  password_needed: {
    tone: "warning",
    path: "M6 6.5a3 3 0 1 0 0 3M6 8h8m-2 0v2.5M8.6 8a3 3 0 0 0-.1-.6",
  },
  code_needed: {
    tone: "warning",
    path: "M5 1.5h6a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM6 6h.01M8 6h.01M10 6h.01M7 12.2h2",
  },
  unfinished: {
    tone: "warning",
    path: "M8 1.5a6.5 6.5 0 0 1 0 13M8 1.5A6.5 6.5 0 0 0 1.6 7M2 10.5a6.5 6.5 0 0 0 2 2.6M8 4.5V8l2.5 1.5",
  },
  elsewhere: { tone: "info", path: "M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13 3 7.5 8.5" },
  bank_trouble: {
    tone: "info",
    path: "M2 6.5 8 2.5l6 4zM3.5 9v3m9-3v3M2 14h12M8 9v1.5m0 1.7h.01",
  },
  checking: { tone: "info", path: "M13.5 8A5.5 5.5 0 1 1 8 2.5h4M9.8.5l2.2 2-2.2 2" },
  unsure: {
    tone: "info",
    path: "M6 6a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.4m0 2.2h.01M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
  },
} as const satisfies Record<LinkState, { tone: "success" | "warning" | "info"; path: string }>;

/** The shape of a state, for beside its words. */
export function StateIcon({ state }: { state: LinkState }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={LOOKS[state].path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function toneOf(state: LinkState): string | undefined {
  return tones[LOOKS[state].tone];
}

interface StateBadgeProps {
  state: LinkState;
  bank: Pick<Bank, "type">;
  /** The end of a repair beside it has the one check. */
  isPlain?: boolean | undefined;
}

/** The state of a link: words, a shape beside them, and a colour that only repeats both. */
export function StateBadge({ state, bank, isPlain }: StateBadgeProps) {
  const { t } = useI18n();
  // What is well asks for no attention.
  const look = state === "connected" ? styles["well"] : toneOf(state);
  return (
    <span className={joinClasses(styles["badge"], look)}>
      {!isPlain && <StateIcon state={state} />}
      <span>{formatState(state, aboutBank(bank), t)}</span>
    </span>
  );
}
