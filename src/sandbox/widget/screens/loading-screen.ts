import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import { heading } from "./heading.ts";

/** The form that is on its way, in outline: what comes takes its place, and nothing moves. */
export function loadingScreen(elements: Elements, text: string): ScreenView {
  const { element } = elements;
  const title = heading(elements, text);
  const bones = ["line", "label", "field", "button", "foot"].map((part) =>
    element("span", { class: `bone ${part}`, "aria-hidden": "true" }),
  );
  return { root: element("div", { class: "loading" }, title, ...bones), focus: title };
}
