import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";

/** What a message does with one of its values: says it, counts by it, or chooses by it. */
interface MessageValue {
  name: string;
  use: "said" | "counted" | "chosen";
  /** Between what is chosen; nothing for the others, since each language counts in forms of its own. */
  choices: readonly string[];
}

/** All values of a message, as often as they stand in it. */
export function valuesOf(message: string): MessageValue[] {
  return collect(compileMessageOrThrow(message));
}

function collect(message: CompiledMessage): MessageValue[] {
  return message.flatMap((part): MessageValue[] => {
    // Within a plural, its number.
    if (typeof part === "string" || part[0] === "#") return [];
    const [name, kind, options] = part;
    const forms = Object.entries<unknown>(typeof options === "object" ? { ...options } : {});
    const use = kind === undefined ? "said" : kind === "select" ? "chosen" : "counted";
    const choices = use === "chosen" ? forms.map(([choice]) => choice).filter(isChoice) : [];
    const inner = forms.flatMap(([, form]) => (isMessage(form) ? collect(form) : []));
    return [{ name, use, choices: choices.sort() }, ...inner];
  });
}

const isChoice = (name: string) => name !== "offset";

/** The offset of a plural stands among its forms. */
function isMessage(form: unknown): form is CompiledMessage {
  return Array.isArray(form);
}
