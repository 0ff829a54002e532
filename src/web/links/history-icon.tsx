import type { HistoryEntry } from "#contract/history.ts";
import type { LinkState } from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import * as styles from "./history-icon.module.css";
import { StateIcon, toneOf } from "./state-badge.tsx";

/** What kind of thing happened, for the eye; the words beside it say which. */
export function HistoryIcon({ entry }: { entry: HistoryEntry }) {
  switch (entry.kind) {
    case "state_read":
      return <OfState state={entry.state} />;
    case "bank_trouble_met":
      return <OfState state="bank_trouble" />;
    case "repair_ended":
      return entry.result === "repaired" ? (
        <OfState state="connected" />
      ) : (
        <Sign path="m5 5 6 6M11 5l-6 6" />
      );
    case "repair_opened":
      return <Sign path="M2.5 3.5h11v9h-11zM2.5 6.5h11" />;
    case "data_fresh":
    case "data_asked":
      return <Sign path="M8 2.5v8m-3-3 3 3 3-3M3 13.5h10" />;
  }
}

function OfState({ state }: { state: LinkState }) {
  return (
    <span className={joinClasses(styles["icon"], toneOf(state))}>
      <StateIcon state={state} />
    </span>
  );
}

function Sign({ path }: { path: string }) {
  return (
    <span className={joinClasses(styles["icon"], styles["other"])}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={path} />
      </svg>
    </span>
  );
}
