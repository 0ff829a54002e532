import type { WidgetEnd, WidgetEvent } from "#contract/repair.ts";
import { readTheme, type WidgetLocale } from "../../widget-frame/frame-messages.ts";
import type { After } from "./after.ts";
import type { BackGuard } from "./back-guard.ts";
import { holdPage, type WidgetWords } from "./hold-page.ts";
import type { WidgetFailure } from "./widget-failure.ts";
import type { ReadyFrame } from "./widget-frames.ts";
import {
  isTokenExpiry,
  readExitError,
  readSuccessLink,
  readWidgetEvent,
} from "./widget-messages.ts";

/** How long the widget may show nothing at all after it was opened. */
const PAINT_TIMEOUT_MS = 15_000;
/** How long it may say nothing before the person is shown a way out. */
export const WAY_OUT_AFTER_MS = 8_000;
/** The same from one screen to the next: people take their time. */
const NEXT_SCREEN_MS = 60_000;
/** How long a link that is connected meanwhile leaves the widget to say so itself. */
const CONNECTED_MS = 4_000;

/** After its first word the widget's own frame still has to be painted. */
const PAINT_AFTER_WORD_MS = 100;
/** The same after something was put into ours: its own frame is fetched then. */
const PAINT_AFTER_DRAWN_MS = 500;

/** How long before its token's end a fresh screen is offered: a bank's code takes its time to come. */
const EXPIRY_MARGIN_MS = 90_000;

/** How the widget ended, and which step failed where one did. */
export interface WidgetEnding extends WidgetEnd {
  failure?: WidgetFailure;
  /** What the person asked for instead: Belvo's own page, or a fresh screen before this one ended. */
  next?: "hosted" | "again";
}

interface Opening {
  frame: ReadyFrame;
  accessToken: string;
  /** How much longer the token is good, by our own clock. */
  tokenLivesMs: number;
  /** True where Belvo's own page is another way. */
  offersHosted: boolean;
  locale: WidgetLocale;
  words: WidgetWords;
  host: HTMLElement;
  appRoot: HTMLElement;
  back: BackGuard;
  after: After;
  onEvent: (event: WidgetEvent) => void;
  /** Told when the widget has been painted, or is likely to have been: until then it needs the machine. */
  onPainted: () => void;
  /** Calls back when Belvo says that the link is connected; returns what stops that. */
  whenConnected: (callback: () => void) => () => void;
  /** Closes the widget at once, as if the person had. */
  signal: AbortSignal;
}

/**
 * Opens Belvo's widget in update mode and stays until it ends, in whichever way comes first. Then its
 * frame is removed, and with it all that Belvo's script does or would still do.
 *
 * @returns How the browser saw it end; the server alone knows what came of it.
 */
export function openUpdateWidget(opening: Opening): Promise<WidgetEnding> {
  const { frame, accessToken, locale, after, signal, onEvent } = opening;

  return new Promise((resolve) => {
    // Belvo's script begins while the page makes room for it; its answers come later than this.
    frame.tell({ type: "open", accessToken, locale, theme: themeAround(opening.host) });
    const over = new AbortController();
    let lastErrorCode: string | undefined;
    let isTokenOld = false;

    const end = (how: WidgetEnd["end"], more: Omit<WidgetEnding, "end"> = {}) => {
      if (over.signal.aborted) return;
      over.abort();
      const released = page.release();
      frame.remove();
      const ending = {
        end: how,
        ...(lastErrorCode !== undefined && { lastErrorCode }),
        ...more,
      };
      void released.then(() => resolve(ending));
    };
    const until = (cancel: () => void) => over.signal.addEventListener("abort", () => cancel());

    let isDrawn = false;
    let hasSpoken = false;
    let isOffered = false;
    const endSilent = () => end("failed", { failure: "widget_silent" });
    // Who is shown a way out of a blank screen closes what did not open.
    const leave = () => (isOffered && !isDrawn && !hasSpoken ? endSilent() : end("exited"));
    const { host, appRoot, words, back } = opening;
    const page = holdPage({
      ...{ host, appRoot, frame, words, back, onLeave: leave },
      onHosted: opening.offersHosted ? () => end("exited", { next: "hosted" }) : null,
      onStartAgain: () => end("expired", { next: "again" }),
    });
    signal.addEventListener("abort", leave);
    until(() => signal.removeEventListener("abort", leave));

    const offerWayOut = () => {
      isOffered = true;
      page.offerWayOut();
    };
    let stopPainting = after(PAINT_TIMEOUT_MS, endSilent);
    until(() => stopPainting());
    let stopListening = after(WAY_OUT_AFTER_MS, offerWayOut);
    until(() => stopListening());
    let stopWaiting: () => void = () => undefined;
    until(() => stopWaiting());
    const awaitPaint = (ms: number) => {
      stopWaiting();
      stopWaiting = after(ms, opening.onPainted);
    };
    let screen: string | undefined;
    const hearOf = (next: string | undefined) => {
      const isFirst = !hasSpoken;
      if (isFirst) awaitPaint(PAINT_AFTER_WORD_MS);
      hasSpoken = true;
      stopPainting();
      // A widget that is stuck may go on saying the same.
      if (!isFirst && (next === undefined || next === screen)) return;
      screen = next;
      stopListening();
      stopListening = after(NEXT_SCREEN_MS, offerWayOut);
    };
    until(
      after(oldAfterMs(opening.tokenLivesMs), () => {
        isTokenOld = true;
        page.offerStartAgain();
      }),
    );
    const isExpired = (code: string | undefined) =>
      code !== undefined && isTokenExpiry(code, isTokenOld);
    const stopAsking = opening.whenConnected(() => {
      stopAsking();
      until(after(CONNECTED_MS, () => end("succeeded")));
    });
    until(stopAsking);

    frame.listen((message) => {
      if (over.signal.aborted) return;
      switch (message.type) {
        case "drawn":
          isDrawn = true;
          stopPainting();
          if (!hasSpoken) awaitPaint(PAINT_AFTER_DRAWN_MS);
          return;
        case "blank":
          if (hasSpoken) return;
          isDrawn = false;
          stopPainting();
          stopPainting = after(PAINT_TIMEOUT_MS, endSilent);
          return;
        case "success": {
          const namedLinkId = readSuccessLink(message.data);
          end("succeeded", namedLinkId === null ? {} : { namedLinkId });
          return;
        }
        case "exit":
          lastErrorCode = readExitError(message.data) ?? lastErrorCode;
          end(isExpired(lastErrorCode) ? "expired" : "exited");
          return;
        case "event": {
          const event = readWidgetEvent(message.data);
          hearOf(event?.page);
          if (!event) return;
          onEvent(event);
          if (event.name !== "ERROR" || event.code === undefined) return;
          lastErrorCode = event.code;
          if (isExpired(event.code)) end("expired");
          return;
        }
        case "failed":
          end("failed", { failure: message.reason });
          return;
        case "escape":
          leave();
          return;
        case "refused":
          offerWayOut();
          return;
        case "ready":
          return;
      }
    });
  });
}

function themeAround(host: HTMLElement) {
  return readTheme(host.closest("[data-theme]")?.getAttribute("data-theme"));
}

/** A token of a short life is not old from its beginning. */
function oldAfterMs(livesMs: number): number {
  return Math.max(0, livesMs - Math.min(EXPIRY_MARGIN_MS, livesMs / 4));
}
