import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import { format, resolveConfig } from "prettier";
import { readFiles } from "./read-catalogues.ts";

/** Where the types of all messages are written. */
export const TYPES_FILE = "src/web/i18n/messages.ts";

const HEAD = `// Written by \`npm run messages\` from locales/es-MX.

`;

/** What each message has to be given, in TypeScript: as the Spanish of Mexico has it. */
export async function formatMessageTypes(): Promise<string> {
  const interfaces = [...readFiles("es-MX")].map(([name, messages]) => {
    const lines = [...messages].map(([key, message]) => `"${key}": ${typeOf(message)};`);
    return `export interface ${capitalize(name)}Messages {\n${lines.join("\n")}\n}\n`;
  });
  const options = await resolveConfig(TYPES_FILE);
  return format(HEAD + interfaces.join("\n"), { ...options, filepath: TYPES_FILE });
}

/** The values of one message, as the list of what \`t\` takes besides its key. */
function typeOf(message: string): string {
  const values = new Map<string, "string" | "number">();
  collect(compileMessageOrThrow(message), values);
  if (values.size === 0) return "[]";
  const members = [...values].sort(([one], [other]) => (one < other ? -1 : 1));
  return `[{ ${members.map(([name, type]) => `${name}: ${type}`).join("; ")} }]`;
}

const COUNTS = new Set(["plural", "selectordinal", "number"]);

function collect(message: CompiledMessage, values: Map<string, "string" | "number">): void {
  for (const part of message) {
    if (typeof part === "string") continue;
    const [name, kind, options] = part;
    // Within a plural, its number.
    if (name === "#") continue;
    const type = kind !== undefined && COUNTS.has(kind) ? "number" : "string";
    if (type === "number" || !values.has(name)) values.set(name, type);
    if (typeof options === "object") {
      for (const option of Object.values<unknown>({ ...options })) {
        if (isMessage(option)) collect(option, values);
      }
    }
  }
}

/** The offset of a plural stands among its forms. */
function isMessage(option: unknown): option is CompiledMessage {
  return Array.isArray(option);
}

const capitalize = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
