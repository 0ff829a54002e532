/** What SQLite, PostgreSQL or the network call an error: unlike its words, it has no secret in it. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "no code";
}
