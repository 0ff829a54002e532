/**
 * Where faults, refusals and requests are reported. Takes names, codes and ids of our own; never
 * bodies, headers, addresses or messages.
 */
export interface Log {
  info(fields: Record<string, unknown>, what: string): void;
  warn(fields: Record<string, unknown>, what: string): void;
  error(fields: Record<string, unknown>, what: string): void;
}

/** An error that says itself what may be written of it. */
export abstract class LoggableError extends Error {
  abstract readonly logged: Record<string, unknown>;
}

/**
 * What may be written of an error: of any but a {@link LoggableError} its name and where it was
 * thrown. A message is left out, since nobody can say what a library puts into one.
 */
export function faultOf(error: unknown): Record<string, unknown> {
  if (error instanceof LoggableError) return error.logged;
  if (!(error instanceof Error)) return { fault: typeof error };

  // A message of several lines may have some that look like a place.
  const places = error.stack?.replace(error.message, "").split("\n") ?? [];
  const frames = places.filter((line) => /^\s+at /.test(line));
  return { fault: error.name, at: frames.slice(0, 5).map((frame) => frame.trim()) };
}
