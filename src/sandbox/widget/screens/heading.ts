import type { Elements } from "../element.ts";

/** The title of a screen, which names the dialog and takes the focus when there is no field. */
export function heading({ element }: Elements, text: string): HTMLHeadingElement {
  return element("h1", { id: "title", tabindex: "-1" }, text);
}
