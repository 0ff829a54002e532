import { WIDGET_FRAME_PATH } from "#contract/routes.ts";
import {
  isHello,
  readFromFrame,
  type FromFrame,
  type ToFrame,
  type Welcome,
} from "../../widget-frame/frame-messages.ts";
import type { After } from "./after.ts";
import { keepFocus } from "./keep-focus.ts";
import * as styles from "./widget.module.css";
import { WidgetUnavailableError } from "./widget-failure.ts";

/** How long the document may take to say that it is there. */
const MEET_TIMEOUT_MS = 15_000;
/** The same once its script must have run: a page of the browser's own in its place says nothing. */
const MEET_AFTER_LOAD_MS = 1_000;

/** The press that ended the widget is still on its way through the browser, unseen by the person. */
const REMOVE_AFTER_MS = 200;

/** The other end of the port: a document of ours that may run Belvo's script. */
export interface MetFrame {
  /** Makes it seen, under a name, and puts the focus into it. */
  show: (title: string) => void;
  tell: (message: ToFrame) => void;
  /** Takes what is heard from now on, in place of who listened before. */
  listen: (listener: (message: FromFrame) => void) => void;
  /** While it is unseen: has it removed, and tells, where it takes the focus. */
  keepFocus: (watch: { signal: AbortSignal; onTaken: () => void }) => void;
  /** False once it was removed. */
  isThere: () => boolean;
  /** Ends the document, and all that is in it. */
  remove: () => void;
}

export interface Meeting {
  host: HTMLElement;
  window: Window;
  after: After;
  newNonce: () => string;
}

/**
 * Puts a fresh widget frame into the page, unseen, and gets hold of a port to it. Each of the two
 * looks at the other's exact origin, and at a nonce that is good for this once.
 *
 * @param signal Ends the wait for it.
 * @throws {WidgetUnavailableError} When there is no such document, or the browser keeps us from it.
 */
export function meetFrame(
  origin: string,
  { host, window, after, newNonce }: Meeting,
  signal: AbortSignal,
): Promise<MetFrame> {
  return new Promise((resolve, reject) => {
    const nonce = newNonce();
    const element = host.ownerDocument.createElement("iframe");
    element.className = styles["frame"] ?? "";
    // A bank may open a window of its own; nothing in here leads the page away.
    element.setAttribute("sandbox", SANDBOX);
    element.src = `${origin}${WIDGET_FRAME_PATH}#${new URLSearchParams({
      nonce,
      page: window.location.origin,
    }).toString()}`;

    const over = new AbortController();
    const fail = () => {
      over.abort();
      element.remove();
      reject(new WidgetUnavailableError("widget_unreachable"));
    };
    const hear = (event: MessageEvent<unknown>) => {
      const isFrame = event.source === element.contentWindow && event.origin === origin;
      if (!isFrame || !isHello(event.data, nonce)) return;
      over.abort();
      resolve(welcome(element, { origin, nonce, window, after }));
    };
    window.addEventListener("message", hear, { signal: over.signal });
    signal.addEventListener("abort", fail, { signal: over.signal });
    over.signal.addEventListener("abort", after(MEET_TIMEOUT_MS, fail));
    element.addEventListener("load", () => {
      if (!over.signal.aborted) {
        over.signal.addEventListener("abort", after(MEET_AFTER_LOAD_MS, fail));
      }
    });
    host.append(element);
  });
}

const SANDBOX = [
  "allow-scripts",
  "allow-same-origin",
  "allow-forms",
  "allow-modals",
  "allow-downloads",
  "allow-popups",
  "allow-popups-to-escape-sandbox",
].join(" ");

interface Welcoming extends Pick<Meeting, "window" | "after"> {
  origin: string;
  nonce: string;
}

function welcome(
  element: HTMLIFrameElement,
  { origin, nonce, window, after }: Welcoming,
): MetFrame {
  const { port1, port2 } = new MessageChannel();
  const message: Welcome = { relink: "page", nonce };
  element.contentWindow?.postMessage(message, origin, [port2]);
  return {
    show(title) {
      element.title = title;
      element.className = `${styles["frame"]} ${styles["open"]}`;
      element.focus();
    },
    tell: (toFrame) => port1.postMessage(toFrame),
    listen: (listener) => {
      port1.onmessage = ({ data }: MessageEvent<unknown>) => {
        const heard = readFromFrame(data);
        if (heard) listener(heard);
      };
    },
    keepFocus: (watch) => keepFocus(element, { window, after }, watch),
    isThere: () => element.isConnected,
    remove() {
      port1.close();
      element.blur();
      element.removeAttribute("title");
      element.className = styles["frame"] ?? "";
      after(REMOVE_AFTER_MS, () => element.remove());
    },
  };
}
