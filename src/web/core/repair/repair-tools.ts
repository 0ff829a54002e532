import type {
  HostedRepair,
  RepairOutcome,
  RepairTicket,
  ReportedWidgetEvent,
  WidgetEnd,
  WidgetEvent,
} from "#contract/repair.ts";
import type { Link } from "#contract/link.ts";
import type { WidgetEnding } from "../widget/open-update-widget.ts";
import type { WidgetFailure } from "../widget/widget-failure.ts";
import type { ReadyFrame } from "../widget/widget-frames.ts";

/** Everything that a repair touches, so that it can be run without a browser. */
export interface RepairTools {
  /** Takes the link for this tab; resolves with what gives it back, or `null` if it is taken. */
  claim: (linkId: string) => Promise<(() => void) | null>;
  /** Gives a document of its own to the opening, with Belvo's script ready in it. */
  takeFrame: (signal: AbortSignal) => Promise<ReadyFrame>;
  /**
   * Waits for it, with a way out for the person once that takes long.
   *
   * @param waitedMs How long it has been waited for.
   */
  awaitFrame: (
    taking: Promise<ReadyFrame | WidgetEnding>,
    waitedMs: number,
  ) => Promise<ReadyFrame | WidgetEnding>;
  openRepair: (linkId: string) => Promise<RepairTicket>;
  /** Gives what was prepared for this press; `null` where nothing was. */
  takePrepared: (linkId: string) => Promise<RepairTicket | null>;
  /** Makes a repair of a ticket that was prepared. */
  openPrepared: (repairId: string) => Promise<void>;
  openWidget: (
    frame: ReadyFrame,
    opening: Pick<RepairTicket, "accessToken" | "expiresAt"> & {
      linkId: string;
      onEvent: (event: WidgetEvent) => void;
      /** Once the widget has been painted, or is likely to have been. */
      onPainted: () => void;
      /** Closes it. */
      signal: AbortSignal;
    },
  ) => Promise<WidgetEnding>;
  /** Asks for Belvo's own page. */
  openHosted: (linkId: string) => Promise<HostedRepair>;
  /** Goes there, away from our page. */
  goTo: (hostedUrl: string) => void;
  reportEvents: (repairId: string, events: ReportedWidgetEvent[]) => Promise<void>;
  /** Tells our log which step failed. */
  reportTrouble: (failure: WidgetFailure) => void;
  askOutcome: (repairId: string, end: WidgetEnd) => Promise<RepairOutcome>;
  /** Calls back once the page has it from Belvo that the link is connected; returns what stops that. */
  whenConnected: (linkId: string, callback: (link: Link) => void) => () => void;
  wait: (ms: number) => Promise<void>;
  /** Milliseconds, from any moment on. */
  now: () => number;
  /** Puts a fresh reading on the page, before the repair's end is told. */
  show: (outcome: RepairOutcome) => Promise<void>;
  /** Reads one link afresh and puts it on the page. */
  showAgain: (linkId: string) => Promise<void>;
  /** Makes the page read its links again. */
  refresh: () => void;
  /** Calls the repair off: the widget is closed, and nothing more is asked or told. */
  signal: AbortSignal;
}
