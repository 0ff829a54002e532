import { frameElement, type Frame } from "./frame.ts";
import { readHostConfig, type HostConfig } from "./host-config.ts";
import { fieldOf, listOf, textOf } from "./untyped.ts";

const PAGE = "/v1.0.0/stable/frame.html";
const CALLBACKS = ["callback", "onExit", "onEvent"] as const;

interface RemoteOptions {
  host: Element;
  title: string;
  /** The widget's own, where the frame's page is. */
  origin: string;
  accessToken: unknown;
  config: HostConfig;
}

/** Opens the widget in a page of its own host, and passes on to the host what that page says. */
export function openRemoteFrame({ host, title, origin, accessToken, config }: RemoteOptions): void {
  const frame = frameElement(title);
  window.addEventListener("message", ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || from !== origin) return;
    const { locale, showCloseDialog, showAbandonSurvey } = config;
    const options = {
      locale,
      show_close_dialog: showCloseDialog,
      show_abandon_survey: showAbandonSurvey,
    };
    const type = textOf(data, "type");
    if (type === "ready") frame.contentWindow?.postMessage({ accessToken, options }, origin);
    if (type === "removed") frame.remove();
    const name = CALLBACKS.find((each) => each === type);
    if (name) config[name]?.(...listOf(data, "args"));
  });
  frame.src = origin + PAGE;
  host.prepend(frame);
}

interface RemoteOpening {
  frame: Frame;
  accessToken: unknown;
  config: HostConfig;
}

export function isRemotePage({ pathname }: Location): boolean {
  return pathname === PAGE;
}

/** Waits, in the page of the widget's own host, for who frames it to say what is to be opened. */
export function awaitOpening(own: Window, open: (opening: RemoteOpening) => void): void {
  const tell = (message: object) => own.parent.postMessage(message, "*");
  const pass =
    (type: string) =>
    (...args: unknown[]) =>
      tell({ type, args });
  own.addEventListener(
    "message",
    ({ source, data }: MessageEvent<unknown>) => {
      if (source !== own.parent) return;
      const callbacks = Object.fromEntries(CALLBACKS.map((name) => [name, pass(name)]));
      const options = fieldOf(data, "options");
      const config = readHostConfig(Object.assign({}, options, callbacks));
      open({ frame: ownFrame(own, tell), accessToken: fieldOf(data, "accessToken"), config });
    },
    { once: true },
  );
  tell({ type: "ready" });
}

/** The page itself in the place of a frame's document. */
function ownFrame(own: Window, tell: (message: object) => void): Frame {
  let isOpen = true;
  return {
    document: own.document,
    isOpen: () => isOpen,
    remove() {
      isOpen = false;
      tell({ type: "removed" });
    },
    putBack: () => undefined,
  };
}
