import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import { fieldNote, type FieldNote } from "./field-note.ts";
import { heading } from "./heading.ts";

/** One thing that is asked for. */
export interface AnswerField {
  label: string;
  input: HTMLInputElement;
  /** What the input stands in when that is more than itself. */
  box?: HTMLElement;
  /** Said below the field for as long as nothing is wrong with it. */
  help?: string;
  /** The problem with a value that is not worth sending. */
  check: (value: string) => string | undefined;
}

interface AnswerForm {
  elements: Elements;
  title: string;
  text: string;
  /** What stands between the text and the fields. */
  before?: readonly Node[];
  fields: readonly AnswerField[];
  submit: string;
  busy: string;
  hint: string;
  /** What stands in the hint before its words. */
  hintAction?: Node;
  /** Why the last answers were refused, all of them together. */
  problem: string | undefined;
  /** Gets the values in the order of the fields. */
  onSubmit: (values: string[]) => void;
}

interface AskedField extends AnswerField {
  note: FieldNote;
}

/** A screen with a question, its fields and one button. It sends once, then waits to be replaced. */
export function answerForm(options: AnswerForm): ScreenView {
  const { elements, problem } = options;
  const { element } = elements;
  const fields = options.fields.map((field) => ({
    ...field,
    note: fieldNote(elements, field.input, field.help),
  }));
  const submit = element("button", { type: "submit", class: "primary" }, options.submit);
  const form = element(
    "form",
    { novalidate: "" },
    heading(elements, options.title),
    element("p", { class: "lead" }, options.text),
    ...(options.before ?? []),
    ...fields.flatMap(({ label, input, box = input, note }) => [
      element("label", { for: input.id }, label),
      box,
      note.root,
    ]),
    submit,
    hintBox(options),
  );

  // Which of several was wrong nobody says: it is told below the last one, beside the button.
  const last = fields.at(-1)?.note;
  for (const { note } of fields) {
    if (note !== last) note.root.classList.add("brief");
    if (problem !== undefined) note.complain(problem, last);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (fields.some(({ input }) => input.readOnly) || hasProblem(fields)) return;
    for (const { input } of fields) input.readOnly = true;
    submit.setAttribute("aria-disabled", "true");
    submit.replaceChildren(
      element("span", { class: "spinner", "aria-hidden": "true" }),
      options.busy,
    );
    options.onSubmit(fields.map(({ input }) => input.value));
  });
  return { root: form, focus: fields[0]?.input ?? submit };
}

/** Says what is wrong with each field, and leads to the first such. */
function hasProblem(fields: readonly AskedField[]): boolean {
  const wrong = fields.filter(({ input, check, note }) => {
    const problem = check(input.value);
    if (problem === undefined) note.settle();
    else note.complain(problem);
    return problem !== undefined;
  });
  wrong[0]?.input.focus();
  return wrong.length > 0;
}

function hintBox({ elements, hint, hintAction }: AnswerForm): HTMLElement {
  const { element, icon, paragraph } = elements;
  const words = element("div", {}, ...(hintAction ? [hintAction] : []), paragraph("", hint));
  return element("div", { class: "hint" }, icon("flask"), words);
}
