import type { WidgetLocale } from "./frame-messages.ts";

/**
 * What Belvo's widget is given. In update mode the token decides the bank and the screen; a filter by
 * country or institution could only contradict it.
 *
 * Source: Belvo, "Widget startup configuration".
 */
export interface BelvoWidgetConfig {
  locale: WidgetLocale;
  show_close_dialog: boolean;
  show_abandon_survey: boolean;
  /** Each callback's arguments are Belvo's word, so nothing is assumed of their shape. */
  callback: (...args: unknown[]) => void;
  onExit: (data: unknown) => void;
  onEvent: (data: unknown) => void;
}

export interface BelvoSdk {
  createWidget: (accessToken: string, config: BelvoWidgetConfig) => { build: () => void };
}

declare global {
  interface Window {
    belvoSDK?: BelvoSdk;
  }
}
