import card from "./styles/card.css?inline";
import contrast from "./styles/contrast.css?inline";
import dark from "./styles/dark.css?inline";
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

interface Looks {
  /** Where the widget's own files are. */
  origin: string;
  title: string;
  language: string;
  /** True on a page of the widget's own, which has no page behind it. */
  isHosted?: boolean;
}

interface FrameOptions extends Looks {
  host: Element;
  onOpen: (frame: Frame) => void;
}

/**
 * Puts an empty frame over the whole page, as first child of `host`, and hands it over later, once
 * the browser has made its document. A host that takes the frame away before gets no widget.
 */
export function openFrame({ host, onOpen, ...looks }: FrameOptions): void {
  const frame = frameElement(looks.title);
  frame.srcdoc = "<!doctype html>";
  frame.addEventListener(
    "load",
    () => {
      const inner = frame.contentDocument;
      if (!inner?.defaultView) return;
      dress(inner, looks, getComputedStyle(frame).colorScheme);
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

/**
 * Gives a document the widget's looks, without the inline styles that a strict policy forbids.
 *
 * @param scheme The `color-scheme` of the frame that it is in: where the document has another one,
 *   browsers lay an opaque ground under it.
 */
export function dress(inner: Document, looks: Looks, scheme = "light dark"): void {
  const { origin, title, language, isHosted = false } = looks;
  if (!inner.defaultView) return;
  inner.documentElement.lang = language;
  inner.documentElement.toggleAttribute("data-hosted", isHosted);
  inner.title = title;
  const { CSSStyleSheet } = inner.defaultView;
  const sheetOf = (styles: string, media = "all") => {
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(styles);
    return sheet;
  };
  inner.adoptedStyleSheets = [
    sheetOf(theme),
    sheetOf(dark, darkMedia(scheme)),
    sheetOf(contrast + card + forms + messages),
  ];
  inner.documentElement.style.colorScheme = scheme;
  inner.fonts.add(letters(inner.defaultView, origin));
}

/** When a document of that scheme is dark, as a media query. */
function darkMedia(scheme: string): string {
  if (!scheme.includes("dark")) return "not all";
  return scheme.includes("light") ? "(prefers-color-scheme: dark)" : "all";
}

/** Has the browser fetch the widget's letters before there is anything to write with them. */
export function fetchLetters(own: typeof globalThis, origin: string): void {
  void letters(own, origin)
    .load()
    .catch(() => undefined);
}

function letters(own: typeof globalThis, origin: string): FontFace {
  const source = `url(${origin}/v1.0.0/stable/widget.woff2)`;
  // What is shown without them by then stays as it is.
  return new own.FontFace("Figtree", source, { weight: "300 900", display: "optional" });
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
  });
  return frame;
}
