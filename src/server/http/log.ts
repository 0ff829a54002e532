import { BelvoError } from "../belvo/belvo-error.ts";

/** Where faults are reported. Takes names, codes and ids; never bodies, headers or messages. */
export interface Log {
  warn(fields: Record<string, unknown>, what: string): void;
  error(fields: Record<string, unknown>, what: string): void;
}

/**
 * What may be written of an error: of Belvo's all that we know, of any other its name and where it
 * was thrown. A message is left out, since nobody can say what a library puts into one.
 */
export function faultOf(error: unknown): Record<string, unknown> {
  if (error instanceof BelvoError) return { failure: error.failure };
  if (!(error instanceof Error)) return { fault: typeof error };

  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return { fault: error.name, at: frames.slice(0, 5).map((frame) => frame.trim()) };
}
