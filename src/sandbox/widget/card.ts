import type { Bank } from "./bank.ts";
import type { Elements } from "./element.ts";
import { accentOn } from "./palette.ts";
import type { Words } from "./words/words.ts";

/** One screen, and the part of it that takes the focus. */
export interface ScreenView {
  root: HTMLElement;
  focus: HTMLElement;
}

/** The sheet that all screens are shown on, with the bank's face and the way out. */
export interface Card {
  /** No bank is known when the token names no link. */
  showBank(bank: Bank | undefined): void;
  show(view: ScreenView): void;
}

interface CardOptions {
  document: Document;
  elements: Elements;
  words: Words;
  onClose: () => void;
}

/** The grounds of `styles/theme.css` that a bank's colour must stand out on. */
const SURFACES = { light: "#ffffff", dark: "#1d2327" };

export function createCard(options: CardOptions): Card {
  const { document: inner, elements, words, onClose } = options;
  const { button, element, icon } = elements;
  const logo = element("span", { class: "logo awaited", "aria-hidden": "true" }, icon("lock"));
  const name = element("span", { class: "bank" });
  const close = button("close", "", onClose);
  close.setAttribute("aria-label", words.close);
  close.append(icon("close"));
  const screen = element("div", { class: "screen" });

  const card = element(
    "div",
    { class: "card", role: "dialog", "aria-modal": "true", "aria-labelledby": "title" },
    element(
      "div",
      { class: "top" },
      logo,
      element("div", { class: "names" }, name, element("span", { class: "ribbon" }, words.ribbon)),
      close,
    ),
    screen,
  );
  inner.body.append(element("div", { class: "backdrop" }, card));
  inner.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || inner.querySelector("dialog[open]")) return;
    // Else the browser lets the same press close the question that it opens.
    event.preventDefault();
    onClose();
  });

  return {
    showBank(bank) {
      name.textContent = bank?.displayName ?? words.frameTitle;
      logo.classList.remove("awaited");
      if (!bank) return;
      logo.replaceChildren(faceOf(bank, elements));
      paint(inner.documentElement, bank.color);
    },
    show({ root, focus }) {
      screen.replaceChildren(root);
      focus.focus({ preventScroll: true });
    },
  };
}

function faceOf(bank: Bank, { element }: Elements): Node | string {
  const initial = bank.displayName.charAt(0);
  if (bank.iconUrl === undefined) return initial;
  const image = element("img", { src: bank.iconUrl, alt: "" });
  image.addEventListener("error", () => image.replaceWith(initial));
  return image;
}

function paint(root: HTMLElement, color: string): void {
  root.style.setProperty("--bank", color);
  for (const [scheme, surface] of Object.entries(SURFACES)) {
    const { fill, text } = accentOn(surface, color);
    root.style.setProperty(`--accent-${scheme}`, fill);
    root.style.setProperty(`--on-accent-${scheme}`, text);
  }
}
