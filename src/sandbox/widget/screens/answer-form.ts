import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import { heading } from "./heading.ts";
import { problemLine } from "./problem-line.ts";

interface AnswerForm {
  elements: Elements;
  title: string;
  text: string;
  /** What stands between the text and the field. */
  before?: readonly Node[];
  label: string;
  /** The field, and what it stands in when that is more than itself. */
  input: HTMLInputElement;
  inputBox?: HTMLElement;
  submit: string;
  busy: string;
  hint: string;
  /** Why the last answer was refused. */
  problem: string | undefined;
  /** The problem with a value that is not worth sending. */
  check: (value: string) => string | undefined;
  onSubmit: (value: string) => void;
}

/** A screen with one question, one field and one button. It sends once, then waits to be replaced. */
export function answerForm(options: AnswerForm): ScreenView {
  const { elements, input, inputBox = input } = options;
  const { element, icon, paragraph } = elements;
  const line = problemLine(elements);
  const submit = element("button", { type: "submit", class: "primary" }, options.submit);
  const form = element(
    "form",
    { novalidate: "" },
    heading(elements, options.title),
    element("p", { class: "lead" }, options.text),
    ...(options.before ?? []),
    element("label", { for: input.id }, options.label),
    inputBox,
    line.root,
    submit,
    element("div", { class: "hint" }, icon("flask"), paragraph("", options.hint)),
  );

  function complain(problem: string): void {
    line.say(problem);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", line.root.id);
  }
  if (options.problem !== undefined) complain(options.problem);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.readOnly) return;
    const problem = options.check(input.value);
    if (problem !== undefined) {
      complain(problem);
      input.focus();
      return;
    }
    input.readOnly = true;
    submit.setAttribute("aria-disabled", "true");
    submit.replaceChildren(
      element("span", { class: "spinner", "aria-hidden": "true" }),
      options.busy,
    );
    options.onSubmit(input.value);
  });
  return { root: form, focus: input };
}
