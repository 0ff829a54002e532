/** Keeps the fields that `fields` names and drops those that `omit` names; both are optional. */
export function selectFields(
  body: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
): Record<string, unknown> {
  const kept = namesIn(query.get("fields"));
  const dropped = namesIn(query.get("omit"));
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => (kept.length === 0 || kept.includes(name)) && !dropped.includes(name),
    ),
  );
}

function namesIn(text: string | null): string[] {
  return (text ?? "").split(",").filter((name) => name !== "");
}
