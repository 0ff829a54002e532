import type { WidgetEnd, WidgetEvent } from "#contract/repair.ts";
import type { BelvoSdk, BelvoWidgetConfig } from "./belvo-sdk.ts";
import { isTokenExpiry, readExitError, readWidgetEvent } from "./widget-messages.ts";

/** How long the widget may show nothing at all after it was built. */
const WIDGET_PAINT_TIMEOUT_MS = 15_000;

interface Opening {
  sdk: BelvoSdk;
  accessToken: string;
  locale: BelvoWidgetConfig["locale"];
  /** The element that Belvo fills. It is never React's. */
  host: HTMLElement;
  /** The rest of the page, out of reach of keyboard and screen reader while the widget is open. */
  behind: HTMLElement;
  after: (ms: number, callback: () => void) => () => void;
  onEvent: (event: WidgetEvent) => void;
  /** The widget called back after its end, e.g. success after exit: something may have changed. */
  onLateEnd: (end: WidgetEnd) => void;
  /** Closes the widget at once, as if the person had. */
  signal: AbortSignal;
}

/**
 * Opens Belvo's widget in update mode and stays until it ends, in whichever way comes first.
 *
 * The widget documents no way to be closed from outside, so its element is emptied at the end.
 *
 * @returns How the browser saw it end; the server alone knows what came of it.
 */
export function openUpdateWidget(opening: Opening): Promise<WidgetEnd> {
  const { sdk, accessToken, locale, host, behind, after, onEvent, onLateEnd, signal } = opening;

  return new Promise((resolve) => {
    let ended = false;
    let lastErrorCode: string | undefined;

    const end = (how: WidgetEnd["end"]) => {
      if (ended) {
        onLateEnd({ end: how });
        return;
      }
      ended = true;
      stopWaiting();
      signal.removeEventListener("abort", close);
      release();
      resolve(lastErrorCode === undefined ? { end: how } : { end: how, lastErrorCode });
    };

    const release = holdPage(host, behind);
    const stopWaiting = after(WIDGET_PAINT_TIMEOUT_MS, () => {
      if (!host.firstElementChild) end("failed");
    });

    const close = () => end("exited");
    signal.addEventListener("abort", close);

    const config: BelvoWidgetConfig = {
      locale,
      show_close_dialog: true,
      show_abandon_survey: false,
      callback: () => end("succeeded"),
      onExit: (data) => {
        lastErrorCode = readExitError(data) ?? lastErrorCode;
        end(isExpired(lastErrorCode) ? "expired" : "exited");
      },
      onEvent: (data) => {
        const event = readWidgetEvent(data);
        if (!event || ended) return;
        onEvent(event);
        if (event.name !== "ERROR" || event.code === undefined) return;
        lastErrorCode = event.code;
        if (isExpired(event.code)) end("expired");
      },
    };
    try {
      sdk.createWidget(accessToken, config).build();
    } catch {
      // Whatever Belvo's script does, the person gets the page back.
      end("failed");
    }
  });
}

function isExpired(code: string | undefined): boolean {
  return code !== undefined && isTokenExpiry(code);
}

/** Gives the page over to the widget; the function it returns takes it back. */
function holdPage(host: HTMLElement, behind: HTMLElement): () => void {
  host.replaceChildren();
  document.documentElement.dataset["widget"] = "open";
  behind.inert = true;

  const focusFrame = new MutationObserver(() => {
    const frame = host.querySelector("iframe");
    if (!frame) return;
    focusFrame.disconnect();
    if (document.activeElement !== frame) frame.focus();
  });
  focusFrame.observe(host, { childList: true, subtree: true });

  return () => {
    focusFrame.disconnect();
    host.replaceChildren();
    delete document.documentElement.dataset["widget"];
    behind.inert = false;
  };
}
