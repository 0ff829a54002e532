import type { After } from "./after.ts";
import { holdPage, type WidgetWords } from "./hold-page.ts";
import { WAY_OUT_AFTER_MS, type WidgetEnding } from "./open-update-widget.ts";
import type { BackGuard } from "./back-guard.ts";
import type { ReadyFrame } from "./widget-frames.ts";

interface Waiting {
  /** The frame, or why there is none. */
  taking: Promise<ReadyFrame | WidgetEnding>;
  /** How long it has been waited for. */
  waitedMs: number;
  offersHosted: boolean;
  words: WidgetWords;
  host: HTMLElement;
  appRoot: HTMLElement;
  back: BackGuard;
  after: After;
  /** Gives the page back at once. */
  signal: AbortSignal;
}

/**
 * Waits for a frame that is ready, and shows a way out once that takes long, as beside a widget that is stuck.
 *
 * @returns The frame, or how it ended without one.
 */
export function awaitFrame(waiting: Waiting): Promise<ReadyFrame | WidgetEnding> {
  const { taking, waitedMs, offersHosted, after, signal, ...holding } = waiting;
  return new Promise((resolve) => {
    let release = () => Promise.resolve();
    let isOver = false;
    const settle = (how: ReadyFrame | WidgetEnding) => {
      if (isOver) return;
      isOver = true;
      cancel();
      void release().then(() => resolve(how));
    };
    const leave = (next?: "hosted") =>
      settle({ end: "failed", failure: "widget_unready", ...(next && { next }) });
    const cancel = after(Math.max(0, WAY_OUT_AFTER_MS - waitedMs), () => {
      const page = holdPage({
        ...holding,
        frame: { show: () => undefined },
        onLeave: () => leave(),
        onHosted: offersHosted ? () => leave("hosted") : null,
        onStartAgain: () => leave(),
      });
      release = page.release;
      page.offerWayOut()?.focus();
    });
    void taking.then(settle);
    signal.addEventListener("abort", () => leave());
  });
}
