import type { FrameFailure } from "../../widget-frame/frame-messages.ts";

/** Why Belvo's widget did not open, by the step that failed. */
export type WidgetFailure =
  | FrameFailure
  /** The document that would run its script is not there. */
  | "widget_unreachable"
  /** The script came, and did not get ready. */
  | "widget_unready"
  /** It was opened, and nothing was drawn. */
  | "widget_silent";

export class WidgetUnavailableError extends Error {
  override readonly name = "WidgetUnavailableError";
  readonly reason: WidgetFailure;

  constructor(reason: WidgetFailure) {
    super(reason);
    this.reason = reason;
  }
}
