import { format, resolveConfig } from "prettier";
import { valuesOf } from "./message-values.ts";
import { files } from "./read-catalogues.ts";

/** Where the types of all messages are written. */
export const TYPES_FILE = "src/web/i18n/messages.ts";

const HEAD = `// Written by \`npm run messages\` from locales/es-MX.

`;

/** What each message has to be given, in TypeScript: as the Spanish of Mexico has it. */
export async function formatMessageTypes(): Promise<string> {
  const interfaces = [...files["es-MX"]].map(([name, messages]) => {
    const lines = [...messages].map(([key, message]) => `"${key}": ${typeOf(message)};`);
    return `export interface ${capitalize(name)}Messages {\n${lines.join("\n")}\n}\n`;
  });
  const options = await resolveConfig(TYPES_FILE);
  return format(HEAD + interfaces.join("\n"), { ...options, filepath: TYPES_FILE });
}

/** The values of one message, as the list of what `t` takes besides its key. */
function typeOf(message: string): string {
  const types = new Map<string, "string" | "number">();
  for (const { name, use } of valuesOf(message)) {
    if (use === "counted" || !types.has(name)) {
      types.set(name, use === "counted" ? "number" : "string");
    }
  }
  if (types.size === 0) return "[]";
  const members = [...types].sort(([one], [other]) => (one < other ? -1 : 1));
  return `[{ ${members.map(([name, type]) => `${name}: ${type}`).join("; ")} }]`;
}

const capitalize = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
