import type { Elements } from "../element.ts";

/** The line below a field. */
export interface FieldNote {
  root: HTMLElement;
  /** Says what is wrong, in place of the help; `where` is another field's note, for one problem of both. */
  complain(problem: string, where?: FieldNote): void;
  /** Says the help again. */
  settle(): void;
  /** Puts words into it, and gives what is described by them. */
  say(problem: string): HTMLElement;
}

/** Keeps room for help and for a problem in the same place, so that nothing moves when one comes. */
export function fieldNote(elements: Elements, input: HTMLElement, help = ""): FieldNote {
  const { element, icon } = elements;
  const helpLine = element("p", { id: `${input.id}-help`, class: "help" }, help);
  // Read out at once, and unseen until there is something.
  const problemLine = element("p", { id: `${input.id}-problem`, class: "problem", role: "alert" });
  const describe = (by: HTMLElement) => input.setAttribute("aria-describedby", by.id);
  if (help !== "") describe(helpLine);

  const note: FieldNote = {
    root: element("div", { class: "note" }, helpLine, problemLine),
    complain(problem, where = note) {
      input.setAttribute("aria-invalid", "true");
      describe(where.say(problem));
    },
    settle() {
      problemLine.replaceChildren();
      helpLine.hidden = false;
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      if (help !== "") describe(helpLine);
    },
    say(problem) {
      helpLine.hidden = true;
      const words = element("span", {}, problem);
      if (problemLine.textContent !== problem) problemLine.replaceChildren(icon("alert"), words);
      return problemLine;
    },
  };
  return note;
}
