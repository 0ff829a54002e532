/**
 * What the page and its widget frame say to each other, and how each reads the other: nothing is
 * taken for what it claims to be, since Belvo's script runs beside the one who speaks.
 */

/** The widget's own languages. */
export type WidgetLocale = "en" | "es" | "pt";

/** As the page shows itself, where it does not follow the device. */
export type WidgetTheme = "light" | "dark";

/** From the frame's window to the page's, once: it is there, and knows the nonce of its address. */
export interface Hello {
  relink: "widget-frame";
  nonce: string;
}

/** The page's answer, with the port that all else goes through. */
export interface Welcome {
  relink: "page";
  nonce: string;
}

export type ToFrame =
  | { type: "load"; scriptUrl: string }
  | { type: "open"; accessToken: string; locale: WidgetLocale; theme: WidgetTheme | null };

/** What can fail inside the frame, by the step: the script's tag, its module, the call that opens. */
export type FrameFailure = "widget_blocked" | "widget_no_module" | "widget_broken";

export type FromFrame =
  /** Belvo's SDK is there. */
  | { type: "ready" }
  | { type: "failed"; reason: FrameFailure }
  /** Something stands where the widget draws. */
  | { type: "drawn" }
  /** Nothing does, but what the policy refused. */
  | { type: "blank" }
  /** Belvo's callbacks, with what they were given. */
  | { type: "success"; data: unknown }
  | { type: "exit"; data: unknown }
  | { type: "event"; data: unknown }
  /** The frame's policy refused something: what, the browser tells our server. */
  | { type: "refused" }
  /** Escape was pressed where no screen of the bank's was. */
  | { type: "escape" };

const FAILURES = ["widget_blocked", "widget_no_module", "widget_broken"] as const;
const LOCALES = ["en", "es", "pt"] as const;
const THEMES = ["light", "dark"] as const;

export function isHello(data: unknown, nonce: string): boolean {
  return fieldOf(data, "relink") === "widget-frame" && fieldOf(data, "nonce") === nonce;
}

export function isWelcome(data: unknown, nonce: string): boolean {
  return fieldOf(data, "relink") === "page" && fieldOf(data, "nonce") === nonce;
}

export function readTheme(value: unknown): WidgetTheme | null {
  return THEMES.find((each) => each === value) ?? null;
}

/** @returns `null` for what is no message of the page's. */
export function readToFrame(data: unknown): ToFrame | null {
  const type = fieldOf(data, "type");
  if (type === "load") {
    const scriptUrl = fieldOf(data, "scriptUrl");
    return typeof scriptUrl === "string" ? { type, scriptUrl } : null;
  }
  if (type !== "open") return null;
  const accessToken = fieldOf(data, "accessToken");
  const locale = LOCALES.find((each) => each === fieldOf(data, "locale"));
  const theme = readTheme(fieldOf(data, "theme"));
  return typeof accessToken === "string" && locale ? { type, accessToken, locale, theme } : null;
}

/** @returns `null` for what is no message of the frame's. */
export function readFromFrame(message: unknown): FromFrame | null {
  const type = fieldOf(message, "type");
  switch (type) {
    case "ready":
    case "drawn":
    case "blank":
    case "refused":
    case "escape":
      return { type };
    case "success":
    case "exit":
    case "event":
      return { type, data: fieldOf(message, "data") };
    case "failed": {
      const reason = FAILURES.find((each) => each === fieldOf(message, "reason"));
      return reason ? { type, reason } : null;
    }
    default:
      return null;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
