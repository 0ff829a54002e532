import { createContext } from "react";
import type { Session } from "#contract/session.ts";
import type { After } from "../belvo-widget/after.ts";
import type { Widget } from "../belvo-widget/create-widget.ts";

/** What a repair needs of the browser page that it runs in. */
export interface WidgetPlace {
  /** Fetched after the page's first paint. */
  widget: () => Promise<Widget>;
  /** Where the frames stand; see `index.html`. */
  host: HTMLElement;
  /** All the rest of the page. */
  behind: HTMLElement;
  after: After;
}

/** What the session says of Belvo's widget. */
export type RepairSource = Pick<Session, "widgetUrl" | "widgetOrigins" | "widgetMode">;

export const WidgetPlaceContext = createContext<WidgetPlace | null>(null);
