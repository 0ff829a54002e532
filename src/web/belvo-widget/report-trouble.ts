import type { PageError } from "#contract/page-error.ts";
import { createFaultSender } from "../http/send-faults.ts";
import type { FromFrame } from "../widget-frame/frame-messages.ts";
import type { WidgetFailure } from "./widget-failure.ts";

/** What a policy refused to the widget. */
export type Refused = Pick<Extract<FromFrame, { type: "refused" }>, "directive" | "blocked">;

/** A page has so much to tell; a script that does nothing but offend has more. */
const REPORTS_LIMIT = 20;

/**
 * Makes what tells our log why the bank's screen did not open, or what was refused to it: each once a
 * page. Nothing depends on it.
 */
export function createTroubleReport(
  send?: (error: PageError) => Promise<void>,
): (trouble: WidgetFailure | Refused) => void {
  const tell = createFaultSender(REPORTS_LIMIT, send);
  return (trouble) => void tell(errorOf(trouble)).catch(() => undefined);
}

function errorOf(trouble: WidgetFailure | Refused): PageError {
  if (typeof trouble === "string") {
    return { kind: "widget", name: inCapitals(trouble), at: [], page: null };
  }
  const { directive, blocked } = trouble;
  const policy = { directive, blocked };
  return { kind: "widget_policy", name: "Refused", at: [], page: null, policy };
}

/** `widget_no_module` as `WidgetNoModule`, which is how errors are named. */
function inCapitals(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
