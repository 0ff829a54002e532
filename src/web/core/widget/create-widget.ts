import { createBackGuard, type BackGuard } from "./back-guard.ts";
import type { Meeting } from "./meet-frame.ts";
import type { SendFault } from "../http/send-faults.ts";
import { createTroubleReport } from "./report-trouble.ts";
import { createWidgetFrames, type WidgetFrames } from "./widget-frames.ts";

/** What a page has of the widget, once. */
export interface Widget {
  frames: WidgetFrames;
  back: BackGuard;
  /** Tells our log what went wrong. */
  report: ReturnType<typeof createTroubleReport>;
}

interface Page extends Omit<Meeting, "newNonce"> {
  sendFault: SendFault;
}

export function createWidget({ sendFault, ...page }: Page): Widget {
  return {
    frames: createWidgetFrames({ ...page, newNonce }),
    back: createBackGuard(page.window, page.after),
    report: createTroubleReport(sendFault),
  };
}

/** 128 random bits. `randomUUID` is for https alone. */
function newNonce(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join("-");
}
