import type { ReturnPage } from "#contract/repair.ts";
import type { Session } from "#contract/session.ts";
import type { After } from "../widget/after.ts";
import type { Widget } from "../widget/create-widget.ts";
import type { Locks } from "../locks.ts";

/** What a repair needs of the browser page that it runs in. */
export interface RepairEnvironment {
  /** Fetched after the page's first paint. */
  widget: () => Promise<Widget>;
  /** Where the widget's frames stand: outside of what the page draws. */
  host: HTMLElement;
  /** All the rest of the page. */
  appRoot: HTMLElement;
  after: After;
  /** Which page of ours is shown, so that the person comes back to it from Belvo's own. */
  shownPage: () => ReturnPage;
  /** Leaves for Belvo's own page. */
  goTo: (hostedUrl: string) => void;
  /** The browser's; `undefined` where it has none, as on an insecure origin. */
  locks: Locks | undefined;
}

/** What the session says of Belvo's widget. */
export type RepairSource = Pick<
  Session,
  "widgetUrl" | "widgetOrigins" | "widgetMode" | "preparesRepairs"
>;
