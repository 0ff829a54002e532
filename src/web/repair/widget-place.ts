import { createContext } from "react";
import type { BelvoSdk } from "../belvo-widget/belvo-sdk.ts";

/** What a repair needs of the browser page that it runs in. */
export interface WidgetPlace {
  loadSdk: (src: string) => Promise<BelvoSdk>;
  /** Where Belvo draws; see `index.html`. */
  host: HTMLElement;
  /** All the rest of the page. */
  behind: HTMLElement;
  after: (ms: number, callback: () => void) => () => void;
}

export const WidgetPlaceContext = createContext<WidgetPlace | null>(null);
