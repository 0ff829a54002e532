import card from "./styles/card.css?inline";
import forms from "./styles/forms.css?inline";
import messages from "./styles/messages.css?inline";
import theme from "./styles/theme.css?inline";

/** The document that the widget draws into. */
export interface Frame {
  document: Document;
  /** False once the widget, or the host by itself, has taken the frame away. */
  isOpen(): boolean;
  remove(): void;
  putBack(): void;
}

interface FrameOptions {
  host: Element;
  title: string;
  language: string;
  onOpen: (frame: Frame) => void;
}

/**
 * Puts an empty frame over the whole page, as first child of `host`, and hands it over later, once
 * the browser has made its document. A host that takes the frame away before gets no widget.
 */
export function openFrame({ host, title, language, onOpen }: FrameOptions): void {
  const frame = frameElement(title);
  frame.srcdoc = "<!doctype html>";
  frame.addEventListener(
    "load",
    () => {
      const inner = frame.contentDocument;
      if (!inner?.defaultView) return;
      dress(inner, title, language);
      onOpen({
        document: inner,
        isOpen: () => frame.isConnected,
        remove: () => frame.remove(),
        putBack: () => host.prepend(frame),
      });
    },
    { once: true },
  );
  host.prepend(frame);
}

/** Gives a document the widget's looks, without the inline styles that a strict policy forbids. */
export function dress(inner: Document, title: string, language: string): void {
  if (!inner.defaultView) return;
  inner.documentElement.lang = language;
  inner.title = title;
  const sheet = new inner.defaultView.CSSStyleSheet();
  sheet.replaceSync(theme + card + forms + messages);
  inner.adoptedStyleSheets = [sheet];
}

/** A frame over the whole page, which shows nothing yet. */
export function frameElement(title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = title;
  Object.assign(frame.style, {
    position: "fixed",
    inset: "0",
    width: "100%",
    height: "100%",
    border: "0",
    zIndex: "2147483000",
    background: "transparent",
    // A frame is only see-through when its scheme is that of the document within.
    colorScheme: "light dark",
  });
  return frame;
}
