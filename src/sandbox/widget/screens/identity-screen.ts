import type { Bank, IdentityField } from "../bank.ts";
import type { ScreenView } from "../card.ts";
import type { Elements } from "../element.ts";
import type { CredentialsStep } from "../step.ts";
import type { Words } from "../words/words.ts";
import { answerForm, type AnswerField } from "./answer-form.ts";
import { fitTo } from "./fit-to.ts";

interface IdentityScreen {
  elements: Elements;
  words: Words;
  bank: Bank;
  step: CredentialsStep;
  /** Gets the values by the names that the API has for them. */
  onIdentity: (identity: Readonly<Record<string, string>>) => void;
}

/** For an institution that knows people by data that name them, and by no password. */
export function identityScreen(options: IdentityScreen): ScreenView {
  const { elements, words, bank, step, onIdentity } = options;
  const { credentials, identity } = words;
  const { title, text } = step.isUnfinished ? identity.unfinished : identity;
  const fields = bank.identity.map((field) => askedField(field, options));
  const fill = elements.button("quiet", identity.fill, () => {
    bank.identity.forEach(({ sample }, at) => {
      const input = fields[at]?.input;
      if (input && !input.readOnly) input.value = sample;
    });
  });

  return answerForm({
    elements,
    title,
    text: text(bank.displayName),
    fields,
    submit: credentials.submit,
    busy: credentials.busy,
    hint: identity.hint,
    hintAction: fill,
    problem: step.failure && identity.refused(bank.displayName),
    onSubmit: (values) =>
      onIdentity(
        Object.fromEntries(
          bank.identity.map(({ name, validation }, at) => [name, fitTo(validation, values[at])]),
        ),
      ),
  });
}

function askedField(field: IdentityField, { elements, words, bank }: IdentityScreen): AnswerField {
  const { identity } = words;
  const { isEmail, length, name, validation } = field;
  const label = isEmail ? identity.email : field.label;
  const help = isEmail ? identity.emailHelp(bank.displayName) : length && identity.length(length);
  return {
    label,
    input: elements.element("input", {
      id: name,
      name,
      type: isEmail ? "email" : "text",
      autocomplete: isEmail ? "email" : "off",
      autocapitalize: isEmail ? "off" : "characters",
      spellcheck: "false",
      required: "",
    }),
    ...(help !== undefined && { help }),
    check(value) {
      if (value.trim() === "") return identity.missing(label);
      if (fitTo(validation, value) !== "") return undefined;
      return isEmail ? identity.noEmail : identity.malformed(label, length);
    },
  };
}
