import {
  WIDGET_EVENT_BATCH_LIMIT,
  type ReportedWidgetEvent,
  type WidgetEvent,
} from "#contract/repair.ts";

const REPORT_AFTER_MS = 2_000;

interface Reporter {
  report: (event: WidgetEvent) => void;
  /** Sends what waits; resolves once nothing is under way. */
  flush: () => Promise<void>;
}

/**
 * Gathers what the widget says for a moment, so that reports do not get in its way while it draws.
 * Neither function fails: a lost report costs us a line of history, and the person nothing.
 */
export function reportInBatches(
  send: (events: ReportedWidgetEvent[]) => Promise<void>,
  { wait, now }: { wait: (ms: number) => Promise<void>; now: () => number },
): Reporter {
  let gathered: { event: WidgetEvent; at: number }[] = [];
  let sent = Promise.resolve();

  const flush = () => {
    if (gathered.length > 0) {
      const sentAt = now();
      const events = gathered
        .slice(0, WIDGET_EVENT_BATCH_LIMIT)
        .map(({ event, at }) => ({ ...event, agoMs: Math.max(0, sentAt - at) }));
      const sending = send(events).catch(() => undefined);
      gathered = [];
      sent = sent.then(() => sending);
    }
    return sent;
  };
  const report = (event: WidgetEvent) => {
    gathered.push({ event, at: now() });
    if (gathered.length === 1) void wait(REPORT_AFTER_MS).then(flush);
  };
  return { report, flush };
}
