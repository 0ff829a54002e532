import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import { heading } from "./heading.ts";

export function loadingScreen(elements: Elements, text: string): ScreenView {
  const { element } = elements;
  const title = heading(elements, text);
  const spinner = element("span", { class: "spinner", "aria-hidden": "true" });
  return { root: element("div", { class: "message loading" }, spinner, title), focus: title };
}
