import type { Elements } from "../element.ts";

interface ProblemLine {
  root: HTMLElement;
  say(problem: string): void;
}

/** Room for what is wrong with an answer: read out at once, and unseen until there is something. */
export function problemLine({ element, icon }: Elements): ProblemLine {
  const root = element("p", { id: "problem", class: "problem", role: "alert" });
  return { root, say: (problem) => root.replaceChildren(icon("alert"), problem) };
}
