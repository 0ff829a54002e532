import type { Elements } from "../element.ts";

/** What is wrong where there is no field, read out at once. */
export function problemLine({ element, icon }: Elements, problem: string): HTMLElement {
  return element(
    "p",
    { class: "problem", role: "alert" },
    icon("alert"),
    element("span", {}, problem),
  );
}
