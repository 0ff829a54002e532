import type { Challenge, Failure } from "../answer.ts";
import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { CodeStep } from "../step.ts";
import type { Words } from "../words/words.ts";
import { answerForm } from "./answer-form.ts";
import { heading } from "./heading.ts";
import { problemLine } from "./problem-line.ts";

interface CodeScreen {
  elements: Elements;
  words: Words;
  bank: string;
  step: CodeStep;
  /** Gives no code when the person has confirmed in the bank's own app. */
  onCode: (code: string | undefined) => void;
}

export function codeScreen(options: CodeScreen): ScreenView {
  const { elements, words, bank, step, onCode } = options;
  const { challenge, failure } = step;
  if (challenge?.expectsCode === false) {
    return confirmationScreen(options, challenge);
  }

  const input = elements.element("input", {
    id: "code",
    class: "code",
    name: "code",
    inputmode: "numeric",
    autocomplete: "one-time-code",
    spellcheck: "false",
    enterkeyhint: "go",
    required: "",
  });
  return answerForm({
    elements,
    title: words.code.title,
    text: words.code.text(bank),
    before: challenge ? [challengeBox(challenge, options)] : [],
    fields: [
      {
        label: words.code.label,
        input,
        ...(!challenge && { help: words.code.arrives }),
        check: (value) => (/^\d{6}$/.test(digitsOf(value)) ? undefined : words.code.malformed),
      },
    ],
    submit: words.code.submit,
    busy: words.code.busy,
    hint: words.code.hint,
    problem: failure && problemOf(failure, words),
    onSubmit: ([code = ""]) => onCode(digitsOf(code)),
  });
}

/** Codes are often copied as "111 111". */
function digitsOf(value: string): string {
  return value.replaceAll(/[\s-]/g, "");
}

function problemOf({ reason }: Failure, { code }: Words): string {
  return reason === "session_expired" ? code.expired : code.refused;
}

/** Belvo's name for the scanned kind is not documented, so all that is not a number is scanned. */
function challengeBox(
  { type, value }: Challenge,
  { elements: { element }, words: { code } }: CodeScreen,
): HTMLElement {
  const scanned = type !== "numeric";
  return element(
    "div",
    { class: scanned ? "challenge scanned" : "challenge" },
    element("p", {}, scanned ? code.scan : code.useNumber),
    element("output", {}, value),
  );
}

function confirmationScreen(options: CodeScreen, challenge: Challenge): ScreenView {
  const { elements, words, step, onCode } = options;
  const { button, element } = elements;
  const title = heading(elements, words.code.title);
  const confirm = button("primary", words.code.confirmed, () => {
    if (confirm.ariaDisabled === "true") return;
    confirm.ariaDisabled = "true";
    confirm.textContent = words.code.busy;
    onCode(undefined);
  });
  const problem = step.failure ? [problemLine(elements, words.code.notConfirmed)] : [];
  const note = element("div", { class: "note" }, ...problem);
  const root = element("div", {}, title, challengeBox(challenge, options), note, confirm);
  return { root, focus: title };
}
