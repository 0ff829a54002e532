import type { BackGuard } from "./back-guard.ts";
import type { MetFrame } from "./meet-frame.ts";
import * as styles from "./widget.module.css";

/** What we say around the widget, in the person's language. */
export interface WidgetWords {
  /** The frame's name. */
  title: string;
  /** Why there is a way out now. */
  stuck: string;
  leave: string;
  /** Leads to Belvo's own page. */
  hosted: string;
  /** Why the screen will not go on for much longer. */
  expiring: string;
  startAgain: string;
}

interface Holding {
  host: HTMLElement;
  /** The rest of the page, out of reach of keyboard and screen reader while the widget is open. */
  appRoot: HTMLElement;
  frame: Pick<MetFrame, "show">;
  words: WidgetWords;
  back: BackGuard;
  /** The person wants out, by Back, by Escape or by the button. */
  onLeave: () => void;
  /** The person wants Belvo's own page instead; `null` where that is not offered. */
  onHosted: (() => void) | null;
  /** The person wants a fresh screen. */
  onStartAgain: () => void;
}

interface HeldPage {
  /** Shows the ways out, and gives the first of them. Safe to call again. */
  offerWayOut: () => HTMLElement | undefined;
  /** Says that the screen ends soon, and offers a fresh one. */
  offerStartAgain: () => void;
  /** Takes the page back. Resolves when the person can use it. */
  release: () => Promise<void>;
}

/** Gives the page over to the widget. */
export function holdPage(holding: Holding): HeldPage {
  const { host, appRoot, frame, words, back, onLeave, onHosted, onStartAgain } = holding;
  const released = new AbortController();
  const document = host.ownerDocument;
  const root = document.documentElement;
  root.dataset["widget"] = "open";
  appRoot.inert = true;

  host.className = styles["place"] ?? "";
  host.setAttribute("role", "dialog");
  host.setAttribute("aria-modal", "true");
  host.setAttribute("aria-label", words.title);
  frame.show(words.title);

  back.hold(onLeave);
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape") onLeave();
    },
    { signal: released.signal },
  );

  let bar: HTMLElement | null = null;
  const leave = { label: words.leave, onPress: onLeave };
  const show = (text: string, choices: readonly Choice[]) => {
    if (released.signal.aborted) return undefined;
    bar?.remove();
    const buttons = choices.map((choice) => createButton(document, choice));
    bar = createBar(document, text, buttons);
    host.prepend(bar);
    return buttons[0];
  };
  return {
    offerWayOut() {
      const hosted = onHosted ? [{ label: words.hosted, onPress: onHosted }] : [];
      return bar ? undefined : show(words.stuck, [...hosted, leave]);
    },
    offerStartAgain() {
      show(words.expiring, [{ label: words.startAgain, onPress: onStartAgain }, leave]);
    },
    async release() {
      released.abort();
      bar?.remove();
      host.className = "";
      for (const name of ["role", "aria-modal", "aria-label"]) host.removeAttribute(name);
      delete root.dataset["widget"];
      await back.release();
      appRoot.inert = false;
    },
  };
}

interface Choice {
  label: string;
  onPress: () => void;
}

/** Beside the widget, so that it covers nothing of it. */
function createBar(document: Document, said: string, buttons: readonly HTMLElement[]): HTMLElement {
  const bar = document.createElement("div");
  const text = document.createElement("p");
  bar.className = styles["bar"] ?? "";
  text.setAttribute("role", "status");
  text.textContent = said;
  bar.append(text, ...buttons);
  return bar;
}

function createButton(document: Document, { label, onPress }: Choice): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = styles["leave"] ?? "";
  button.textContent = label;
  button.addEventListener("click", onPress);
  return button;
}
