import type { Failure } from "../answer.ts";
import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { CredentialsStep } from "../step.ts";
import type { Words } from "../words/words.ts";
import { answerForm } from "./answer-form.ts";

interface CredentialsScreen {
  elements: Elements;
  words: Words;
  bank: string;
  step: CredentialsStep;
  onPassword: (password: string) => void;
}

export function credentialsScreen(options: CredentialsScreen): ScreenView {
  const { elements, words, bank, step, onPassword } = options;
  const { element } = elements;
  const { failure, isUnfinished } = step;
  const { credentials } = words;
  const { title, text } = isUnfinished ? credentials.unfinished : credentials;
  const input = element("input", {
    id: "password",
    type: "password",
    name: "password",
    autocomplete: "current-password",
    autocapitalize: "off",
    spellcheck: "false",
    required: "",
  });

  return answerForm({
    elements,
    title,
    text: text(bank),
    label: credentials.label,
    input,
    inputBox: element("div", { class: "password" }, input, revealButton(input, options)),
    submit: credentials.submit,
    busy: credentials.busy,
    hint: credentials.hint,
    problem: failure && problemOf(failure, words),
    check: (value) => (value === "" ? credentials.missing : undefined),
    onSubmit: onPassword,
  });
}

function problemOf({ reason }: Failure, { credentials }: Words): string {
  return reason === "session_expired" ? credentials.expired : credentials.refused;
}

function revealButton(
  input: HTMLInputElement,
  { elements, words: { credentials } }: CredentialsScreen,
): HTMLButtonElement {
  const reveal = elements.button("reveal", "", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    reveal.setAttribute("aria-label", shown ? credentials.show : credentials.hide);
    reveal.classList.toggle("on", !shown);
  });
  reveal.setAttribute("aria-label", credentials.show);
  reveal.append(elements.icon("eye"));
  return reveal;
}
