import { WIDGET_EVENT_BATCH_LIMIT, type WidgetEvent } from "#contract/repair.ts";

const REPORT_AFTER_MS = 2_000;

/**
 * Gathers what the widget says for a moment, so that reports do not get in its way while it draws.
 *
 * @returns What takes one event. It never fails: a lost report costs us a line of history, and the
 *   person nothing.
 */
export function reportInBatches(
  send: (events: WidgetEvent[]) => Promise<void>,
  wait: (ms: number) => Promise<void>,
): (event: WidgetEvent) => void {
  let gathered: WidgetEvent[] = [];
  return (event) => {
    gathered.push(event);
    if (gathered.length > 1) return;
    void wait(REPORT_AFTER_MS).then(() => {
      const events = gathered.slice(0, WIDGET_EVENT_BATCH_LIMIT);
      gathered = [];
      return send(events).catch(() => undefined);
    });
  };
}
