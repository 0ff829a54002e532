import { fieldOf } from "./untyped.ts";

export type HostCallback = (...args: unknown[]) => unknown;
export type Locale = "en" | "es" | "pt";

/**
 * The options of `createWidget` that matter in update mode; all others are accepted and ignored.
 *
 * Source of the defaults: Belvo, "Widget startup configuration": `false` turns either question off.
 */
export interface HostConfig {
  callback: HostCallback | undefined;
  onExit: HostCallback | undefined;
  onEvent: HostCallback | undefined;
  locale: Locale;
  showCloseDialog: boolean;
  showAbandonSurvey: boolean;
}

const LOCALES = ["en", "es", "pt"] as const;

/** Dialog and survey are on unless they are turned off. Source: Belvo, "Widget startup configuration". */
export function readHostConfig(config: unknown): HostConfig {
  return {
    callback: callbackOf(fieldOf(config, "callback")),
    onExit: callbackOf(fieldOf(config, "onExit")),
    onEvent: callbackOf(fieldOf(config, "onEvent")),
    locale: LOCALES.find((locale) => locale === fieldOf(config, "locale")) ?? "en",
    showCloseDialog: fieldOf(config, "show_close_dialog") !== false,
    showAbandonSurvey: fieldOf(config, "show_abandon_survey") !== false,
  };
}

function callbackOf(value: unknown): HostCallback | undefined {
  return isCallback(value) ? value : undefined;
}

function isCallback(value: unknown): value is HostCallback {
  return typeof value === "function";
}
