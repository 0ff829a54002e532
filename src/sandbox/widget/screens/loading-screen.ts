import type { ScreenView } from "../card.ts";
import { element } from "../element.ts";
import { heading } from "./heading.ts";

export function loadingScreen(text: string): ScreenView {
  const title = heading(text);
  const spinner = element("span", { class: "spinner", "aria-hidden": "true" });
  return { root: element("div", { class: "message loading" }, spinner, title), focus: title };
}
