import type { PageError } from "#contract/page-error.ts";
import { createFaultSender, type SendFault } from "../http/send-faults.ts";
import type { WidgetFailure } from "./widget-failure.ts";

/** There are no more kinds than this. */
const REPORTS_LIMIT = 20;

/**
 * Makes what tells our log why the bank's screen did not open: each once a page. What the frame's
 * policy refuses, browsers tell our server by themselves. Nothing depends on it.
 */
export function createTroubleReport(send: SendFault): (failure: WidgetFailure) => void {
  const tell = createFaultSender(REPORTS_LIMIT, send);
  return (failure) => void tell(errorOf(failure)).catch(() => undefined);
}

function errorOf(failure: WidgetFailure): PageError {
  return { kind: "widget", name: inCapitals(failure), at: [], page: null };
}

/** `widget_no_module` as `WidgetNoModule`, which is how errors are named. */
function inCapitals(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
