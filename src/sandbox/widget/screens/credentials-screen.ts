import type { Bank } from "../bank.ts";
import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { CredentialsStep } from "../step.ts";
import type { Words } from "../words/words.ts";
import { answerForm } from "./answer-form.ts";

interface CredentialsScreen {
  elements: Elements;
  words: Words;
  bank: Bank;
  step: CredentialsStep;
  onPassword: (password: string) => void;
}

export function credentialsScreen(options: CredentialsScreen): ScreenView {
  const { elements, words, bank, step, onPassword } = options;
  const { element } = elements;
  const { credentials } = words;
  const { title, text } = step.isUnfinished ? credentials.unfinished : credentials;
  const input = element("input", {
    id: "password",
    type: "password",
    name: "password",
    autocomplete: "current-password",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    required: "",
  });

  return answerForm({
    elements,
    title,
    text: text(bank.displayName),
    fields: [
      {
        label: credentials.label,
        input,
        box: element("div", { class: "password" }, input, revealButton(input, options)),
        help: credentials.help,
        check: (value) => (value === "" ? credentials.missing : undefined),
      },
    ],
    submit: credentials.submit,
    busy: credentials.busy,
    hint: credentials.hint,
    problem: problemOf(step, bank, words),
    onSubmit: ([password = ""]) => onPassword(password),
  });
}

function problemOf({ failure }: CredentialsStep, bank: Bank, words: Words): string | undefined {
  const { expired, refused, refusedBy } = words.credentials;
  if (failure === undefined) return undefined;
  if (failure.reason === "session_expired") return expired;
  return bank.isBank ? refused : refusedBy(bank.displayName);
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
