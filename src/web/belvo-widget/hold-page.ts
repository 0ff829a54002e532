import type { BackGuard } from "./back-guard.ts";
import type { MetFrame } from "./meet-frame.ts";
import styles from "./widget.module.css";

/** What we say around the widget, in the person's language. */
export interface WidgetWords {
  /** The frame's name. */
  title: string;
  /** Why there is a way out now. */
  stuck: string;
  leave: string;
}

interface Holding {
  host: HTMLElement;
  /** The rest of the page, out of reach of keyboard and screen reader while the widget is open. */
  behind: HTMLElement;
  frame: Pick<MetFrame, "show">;
  words: WidgetWords;
  back: BackGuard;
  /** The person wants out, by Back, by Escape or by the button. */
  onLeave: () => void;
}

interface HeldPage {
  /** Shows the way out. Safe to call again. */
  offerWayOut: () => void;
  /** Takes the page back. Resolves when the person can use it. */
  release: () => Promise<void>;
}

/** Gives the page over to the widget. */
export function holdPage({ host, behind, frame, words, back, onLeave }: Holding): HeldPage {
  const released = new AbortController();
  const root = document.documentElement;
  root.dataset["widget"] = "open";
  behind.inert = true;

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
  return {
    offerWayOut() {
      if (bar || released.signal.aborted) return;
      bar = wayOut(words, onLeave);
      host.prepend(bar);
    },
    async release() {
      released.abort();
      bar?.remove();
      host.className = "";
      for (const name of ["role", "aria-modal", "aria-label"]) host.removeAttribute(name);
      delete root.dataset["widget"];
      await back.release();
      behind.inert = false;
    },
  };
}

/** Beside the widget, so that it covers nothing of it. */
function wayOut({ stuck, leave }: WidgetWords, onLeave: () => void): HTMLElement {
  const bar = document.createElement("div");
  const text = document.createElement("p");
  const button = document.createElement("button");
  bar.className = styles["bar"] ?? "";
  text.setAttribute("role", "status");
  text.textContent = stuck;
  button.type = "button";
  button.className = styles["leave"] ?? "";
  button.textContent = leave;
  button.addEventListener("click", onLeave);
  bar.append(text, button);
  return bar;
}
