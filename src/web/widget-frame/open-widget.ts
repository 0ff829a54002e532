import type { BelvoSdk, BelvoWidgetConfig } from "./belvo-sdk.ts";
import type { FromFrame, WidgetLocale, WidgetTheme } from "./frame-messages.ts";

interface Opening {
  sdk: BelvoSdk;
  accessToken: string;
  locale: WidgetLocale;
  theme: WidgetTheme | null;
  document: Document;
  tell: (message: FromFrame) => void;
}

/** Opens Belvo's widget in update mode, and tells whatever it says. */
export function openWidget(opening: Opening): void {
  const { sdk, accessToken, locale, theme, document, tell } = opening;
  document.documentElement.lang = locale;
  // In another scheme than the page's, browsers lay a ground of their own under the frame.
  document.documentElement.style.colorScheme = theme ?? "";
  watchDrawing(document, (isDrawn) => tell({ type: isDrawn ? "drawn" : "blank" }));
  const config: BelvoWidgetConfig = {
    locale,
    // Two dialogs less between a person and the page.
    show_close_dialog: false,
    show_abandon_survey: false,
    callback: (...args) => tell({ type: "success", data: plain(args) }),
    onExit: (data) => tell({ type: "exit", data: plain(data) }),
    onEvent: (data) => tell({ type: "event", data: plain(data) }),
  };
  try {
    sdk.createWidget(accessToken, config).build();
  } catch {
    // Whatever Belvo's script does, the person gets the page back.
    tell({ type: "failed", reason: "widget_broken" });
  }
}

/** Belvo draws into `#belvo`, as far as is known; what it puts anywhere else is seen too. */
const DRAWN = "#belvo > *, body > :not(#belvo, script, link, style)";

/**
 * Tells once something is drawn, and puts the focus into the widget's own frame. A frame that the policy
 * refuses stands there as well, and shows nothing: that is told after it, once the refusal is known.
 */
function watchDrawing(document: Document, tell: (isDrawn: boolean) => void): void {
  const refused = new Set<Element>();
  let isDrawn = false;
  let hasFocus = false;
  const shows = (element: Element) =>
    ![element, ...element.querySelectorAll("iframe")].some((each) => refused.has(each)) ||
    Boolean(element.textContent.trim());
  const look = () => {
    const isSome = [...document.querySelectorAll(DRAWN)].some(shows);
    if (isSome !== isDrawn && (isSome || refused.size > 0)) {
      isDrawn = isSome;
      tell(isDrawn);
    }
    const frame = document.body.querySelector("iframe");
    if (hasFocus || !frame) return;
    hasFocus = true;
    if (document.activeElement !== frame) frame.focus();
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective !== "frame-src") return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.src.startsWith(blockedURI)) refused.add(frame);
    }
    look();
  });
}

/** A port takes no functions, elements and the like; what is left out is nothing that Belvo documents. */
function plain(data: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(data));
  } catch {
    return undefined;
  }
}
