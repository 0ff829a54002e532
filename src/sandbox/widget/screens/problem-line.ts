import { element } from "../element.ts";
import { icon } from "../icon.ts";

interface ProblemLine {
  root: HTMLElement;
  say(problem: string): void;
}

/** Room for what is wrong with an answer: read out at once, and unseen until there is something. */
export function problemLine(): ProblemLine {
  const root = element("p", { id: "problem", class: "problem", role: "alert" });
  return { root, say: (problem) => root.replaceChildren(icon("alert"), problem) };
}
