/**
 * Takes what a file of messages holds, e.g. `{"page": {"title": "Tus bancos"}}`, as messages by their keys.
 *
 * @throws {Error} Naming what is no message.
 */
export function flattenMessages(node: unknown, path = ""): [key: string, message: string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node !== "object" || node === null) throw new Error(`${path} is no message`);
  return Object.entries(node).flatMap(([key, value]) =>
    flattenMessages(value, path === "" ? key : `${path}.${key}`),
  );
}
